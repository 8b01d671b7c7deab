package io.tercet.store.metadata.jdbc;

import io.tercet.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables, by version. Flyway brings them up to date; it is not even loaded where they are. */
final class MetadataSchema {
  /** The version that this program knows: that of the last script. */
  static final int LATEST = 5;

  static final String SCRIPTS = "io/tercet/store/metadata/jdbc/migrations";

  private static final String HISTORY = "flyway_schema_history";

  private MetadataSchema() {}

  /** The version of the tables; 0 if there are none. */
  static int version(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection.getMetaData().getTables(null, connection.getSchema(), HISTORY, null)) {
      if (!tables.next()) {
        return 0;
      }
    }
    return Sql.first(
            connection,
            row -> row.getInt(1),
            "SELECT CAST(\"version\" AS INTEGER) FROM "
                + HISTORY
                + " WHERE \"success\" AND \"version\" IS NOT NULL ORDER BY \"installed_rank\" DESC")
        .orElse(0);
  }

  /** Brings the tables to the latest version, each script in a transaction of its own. */
  static void migrate(DataSource source, String name) {
    try {
      Flyway.configure(MetadataSchema.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:" + SCRIPTS)
          .table(HISTORY)
          .loggers("slf4j")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw MetadataErrors.translate(name, e);
    }
  }

  /** Fails, saying what to do, unless the tables are of the version that this program knows. */
  static void requireLatest(int version, String name) {
    requireKnown(version, name);
    if (version == 0) {
      throw new StoreException(
          "metadata %s has no tables yet. Make them: tercet metadata init".formatted(name));
    }
    if (version < LATEST) {
      throw new StoreException(
          "metadata %s has schema %d, this Tercet needs %d. Bring it up to date: tercet metadata migrate"
              .formatted(name, version, LATEST));
    }
  }

  /** Fails if the tables are newer than this program. */
  static void requireKnown(int version, String name) {
    if (version > LATEST) {
      throw new StoreException(
          "metadata %s has schema %d, this Tercet knows %d. Maybe update Tercet."
              .formatted(name, version, LATEST));
    }
  }
}
