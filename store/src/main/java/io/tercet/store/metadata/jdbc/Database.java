package io.tercet.store.metadata.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/** Transactions on a pool of connections. */
final class Database {
  /** Two transactions got into each other's way and one gave in: PostgreSQL's codes, and H2's. */
  private static final Set<String> PASSING = Set.of("40001", "40P01", "90131", "HYT00");

  private static final int ATTEMPTS = 8;
  private static final long FIRST_PAUSE_MILLIS = 4;

  private final DataSource connections;
  private final String name;

  Database(DataSource connections, String name) {
    this.connections = connections;
    this.name = name;
  }

  /** Work of one transaction; it may be run again from the start. */
  @FunctionalInterface
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /** Runs {@code work} in a transaction: all of it is committed, or nothing. */
  <T> T transaction(Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(work);
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || !PASSING.contains(String.valueOf(e.getSQLState()))) {
          throw MetadataErrors.translate(name, e);
        }
        pause(attempt);
      }
    }
  }

  private <T> T once(Work<T> work) throws SQLException {
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollback(connection, e);
        throw e;
      }
    }
  }

  private static void rollback(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Growing, and scattered so that those who met do not meet again. */
  private static void pause(int attempt) {
    try {
      long most = FIRST_PAUSE_MILLIS << attempt;
      Thread.sleep(1 + ThreadLocalRandom.current().nextLong(most));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
