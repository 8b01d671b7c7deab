package io.tercet.store.metadata.jdbc;

import io.tercet.store.StoreException;
import io.tercet.store.postgresql.PostgresUrl;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** Where metadata is kept. */
public sealed interface MetadataAddress {
  /** What an address may look like, for messages. */
  String FORMS = "h2:FOLDER, postgresql://USER@HOST:PORT/DATABASE?PARAMETERS";

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if it is none
   */
  static MetadataAddress parse(String url) {
    if (PostgresUrl.isMeant(url)) {
      return new Postgres(PostgresUrl.parse(url));
    }
    if (url.startsWith("h2:") && url.length() > 3) {
      try {
        return new H2(Path.of(url.substring(3)));
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException(
            "metadata '" + url + "': " + e.getReason() + " in the folder's name", e);
      }
    }
    throw new IllegalArgumentException(
        "metadata is of an unknown kind. Known: %s".formatted(FORMS));
  }

  /** Whether a database that is not there yet is made when it is opened. */
  boolean isMadeOnOpening();

  /** How it calls itself in messages. */
  String name();

  /** A source of connections. */
  DataSource dataSource(@Nullable String password);

  /** An embedded database in a folder of its own, which only its owner may enter. */
  record H2(Path folder) implements MetadataAddress {
    private static final String FILE = "metadata";

    public H2 {
      if (folder.toString().indexOf(';') >= 0) {
        throw new IllegalArgumentException("the folder of h2:" + folder + " must have no ';'");
      }
    }

    /** Whether the database is there. */
    public boolean exists() {
      return Files.exists(folder.resolve(FILE + ".mv.db"));
    }

    @Override
    public boolean isMadeOnOpening() {
      return true;
    }

    @Override
    public String name() {
      return "h2:" + folder;
    }

    @Override
    public DataSource dataSource(@Nullable String password) {
      makeFolder();
      // The first process serves the others; what it listens at is not for other machines.
      if (System.getProperty("h2.bindAddress") == null) {
        System.setProperty("h2.bindAddress", "127.0.0.1");
      }
      JdbcDataSource source = new JdbcDataSource();
      source.setURL(
          "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;AUTO_SERVER=TRUE;WRITE_DELAY=0;LOCK_TIMEOUT=10000"
              .formatted(folder.toAbsolutePath().resolve(FILE)));
      source.setUser("tercet");
      source.setPassword(password == null ? "" : password);
      return source;
    }

    private void makeFolder() {
      try {
        if (Files.isDirectory(folder)) {
          return;
        }
        Files.createDirectories(folder.toAbsolutePath().getParent());
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
          Files.createDirectory(
              folder,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
          Files.createDirectory(folder);
        }
      } catch (IOException e) {
        throw new StoreException(
            "metadata %s: the folder cannot be made: %s".formatted(name(), e.getMessage()), e);
      }
    }
  }

  /** A database of a PostgreSQL server, 15 or newer. */
  record Postgres(PostgresUrl url) implements MetadataAddress {
    @Override
    public boolean isMadeOnOpening() {
      return false;
    }

    @Override
    public String name() {
      return url.toString();
    }

    @Override
    public DataSource dataSource(@Nullable String password) {
      return url.dataSource(password);
    }
  }
}
