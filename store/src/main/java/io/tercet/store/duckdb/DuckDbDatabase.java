package io.tercet.store.duckdb;

import io.tercet.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/** The open file: its connections and transactions. */
final class DuckDbDatabase implements AutoCloseable {
  private final Path path;
  private final String name;
  private final boolean readOnly;
  private final DuckDbOptions options;
  private final DuckDBConnection connection;
  private final List<String> notices;

  private DuckDbDatabase(
      Path path,
      String name,
      boolean readOnly,
      DuckDbOptions options,
      DuckDBConnection connection,
      List<String> notices) {
    this.options = options;
    this.path = path;
    this.name = name;
    this.readOnly = readOnly;
    this.connection = connection;
    this.notices = List.copyOf(notices);
  }

  /** What is done with a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(DuckDBConnection connection) throws SQLException;
  }

  /** What is done with a connection, for its effect. */
  @FunctionalInterface
  interface Action {
    void on(DuckDBConnection connection) throws SQLException;
  }

  static DuckDbDatabase open(Path path, DuckDbOptions options, boolean readOnly) {
    String name = "duckdb:" + path;
    requireOpenable(path, name, readOnly);
    List<String> notices = new ArrayList<>();
    try {
      DuckDBConnection connection = connect(path, name, options, readOnly, notices);
      try {
        prepare(connection, name, readOnly);
        return new DuckDbDatabase(path, name, readOnly, options, connection, notices);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw DuckDbErrors.translate(name, e);
    }
  }

  /** The schema of a file that exists, which is not changed; 0 if it has none. */
  static int schemaVersion(Path path) {
    String name = "duckdb:" + path;
    try (DuckDBConnection connection =
        connect(path, name, DuckDbOptions.DEFAULT, true, new ArrayList<>())) {
      return Migrations.version(connection);
    } catch (SQLException e) {
      throw DuckDbErrors.translate(name, e);
    }
  }

  Path path() {
    return path;
  }

  String name() {
    return name;
  }

  DuckDbOptions options() {
    return options;
  }

  boolean readOnly() {
    return readOnly;
  }

  List<String> notices() {
    return notices;
  }

  /** Another connection, with transactions of its own; the caller closes it. */
  DuckDBConnection newConnection() {
    return read(DuckDBConnection::duplicate);
  }

  /** Runs something that reads, or that is one statement. */
  <T> T read(Work<T> work) {
    try {
      return work.on(connection);
    } catch (SQLException e) {
      throw DuckDbErrors.translate(name, e);
    }
  }

  /** Runs something in a transaction: all of it, or nothing. */
  void write(Action action) {
    read(open -> {
      Sql.script(open, "BEGIN TRANSACTION");
      try {
        action.on(open);
        Sql.script(open, "COMMIT");
      } catch (SQLException | RuntimeException e) {
        rollback(open, e);
        throw e;
      }
      return true;
    });
  }

  /** Takes back what {@code cause} has left half done. */
  static void rollback(DuckDBConnection open, Throwable cause) {
    try {
      Sql.script(open, "ROLLBACK");
    } catch (SQLException e) {
      // A transaction that failed on commit is over already.
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw DuckDbErrors.translate(name, e);
    }
  }

  private static void requireOpenable(Path path, String name, boolean readOnly) {
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null || Files.isDirectory(path)) {
      throw new StoreException("store %s is a folder; a file is needed.".formatted(name));
    }
    if (!Files.isDirectory(parent)) {
      throw new StoreException(
          "store %s cannot be opened: there is no folder %s. Create it first."
              .formatted(name, parent));
    }
    if (readOnly && !Files.exists(path)) {
      throw new StoreException(
          "there is no store %s yet. Import transactions first.".formatted(name));
    }
    if (!readOnly && !Files.isWritable(Files.exists(path) ? path : parent)) {
      throw new StoreException(
          "store %s may not be written: no permission for %s."
              .formatted(name, Files.exists(path) ? path : parent));
    }
  }

  private static DuckDBConnection connect(
      Path path, String name, DuckDbOptions options, boolean readOnly, List<String> notices)
      throws SQLException {
    Properties properties = properties(path, options, readOnly);
    try {
      return connect(path, properties);
    } catch (SQLException e) {
      if (readOnly || !DuckDbErrors.isUnreadableLog(e)) {
        throw e;
      }
      notices.add(setLogAside(path, name));
      return connect(path, properties);
    }
  }

  private static DuckDBConnection connect(Path path, Properties properties) throws SQLException {
    return (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + path, properties);
  }

  private static Properties properties(Path path, DuckDbOptions options, boolean readOnly) {
    Properties properties = new Properties();
    properties.setProperty("memory_limit", options.memoryMegabytes() + "MB");
    properties.setProperty("threads", String.valueOf(options.threads()));
    properties.setProperty("temp_directory", path + ".spill");
    properties.setProperty("autoinstall_known_extensions", "false");
    if (readOnly) {
      properties.setProperty("duckdb.read_only", "true");
    }
    return properties;
  }

  private static String setLogAside(Path path, String name) {
    Path log = Path.of(path + ".wal");
    try {
      Path aside = log.resolveSibling(log.getFileName() + ".unreadable");
      for (int i = 2; Files.exists(aside); i++) {
        aside = log.resolveSibling(log.getFileName() + ".unreadable-" + i);
      }
      Files.move(log, aside);
      return "the log of store %s could not be read and was set aside as %s; what was committed after the last checkpoint of the file is missing. Import it again: what is there already is not doubled."
          .formatted(name, aside);
    } catch (IOException e) {
      throw new StoreException(
          "the log of store %s cannot be read, nor set aside: move %s away by hand."
              .formatted(name, log),
          e);
    }
  }

  private static void prepare(DuckDBConnection connection, String name, boolean readOnly)
      throws SQLException {
    Sql.script(connection, "SET GLOBAL TimeZone = 'UTC'");
    // SQL of people must not reach other files; opening the store's own file a second time would
    // even give up its lock, which POSIX ties to the process.
    Sql.script(connection, "SET GLOBAL enable_external_access = false");
    if (readOnly) {
      Migrations.requireLatest(connection, name);
    } else {
      Migrations.migrate(connection, name);
    }
  }
}
