package io.tercet.store.metadata.jdbc;

import static org.junit.jupiter.api.Assumptions.abort;

import io.tercet.store.postgresql.PostgresUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One real PostgreSQL for all tests of this JVM; each test gets a database of its own. */
public final class PostgresServer {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable PostgresServer shared;

  private final int port;

  private PostgresServer(int port) {
    this.port = port;
  }

  /**
   * The server, started at first need; {@code -Dtercet.postgresql.port} names one that runs already
   * and lets {@code postgres} in. Where there is none, the test is skipped, or fails with {@code
   * CI=true}.
   */
  public static synchronized PostgresServer get() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  private static PostgresServer start() {
    Integer running = Integer.getInteger("tercet.postgresql.port");
    if (running != null) {
      return new PostgresServer(running);
    }
    try {
      EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
      return new PostgresServer(server.getPort());
    } catch (IOException | RuntimeException e) {
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        throw new IllegalStateException("PostgreSQL does not start here", e);
      }
      return abort("PostgreSQL does not start here: " + e);
    }
  }

  private static void close(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The address of a new, empty database. */
  public String newDatabase() {
    return newDatabase("template1");
  }

  /** The address of a new database that is a copy of another. */
  public String newDatabase(String template) {
    String name =
        "tercet_%d_%d".formatted(ProcessHandle.current().pid(), DATABASES.incrementAndGet());
    run("postgres", "CREATE DATABASE %s TEMPLATE %s".formatted(name, template));
    return url(name);
  }

  /** The address of a database. */
  public String url(String database) {
    return "postgresql://postgres@localhost:%d/%s".formatted(port, database);
  }

  /** Runs statements as the superuser. */
  public void run(String database, String... statements) {
    try (Connection connection =
            PostgresUrl.parse(url(database)).dataSource("postgres").getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The port at which it listens on the loopback. */
  public int port() {
    return port;
  }
}
