package io.tercet.store.metadata.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.tercet.store.metadata.AuditLog;
import io.tercet.store.metadata.JobQueue;
import io.tercet.store.metadata.MetadataStore;
import io.tercet.store.metadata.ReviewStore;
import io.tercet.store.metadata.RunStore;
import io.tercet.store.metadata.SettingsStore;
import io.tercet.store.metadata.UserStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/** Metadata in a database that is spoken to by JDBC: H2 or PostgreSQL. */
public final class JdbcMetadataStore implements MetadataStore {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final HikariDataSource connections;
  private final String name;
  private final Database database;

  /**
   * Which tables there are.
   *
   * @param version of the tables; 0 if there are none
   * @param latest that this program knows
   */
  public record Schema(int version, int latest) {}

  private JdbcMetadataStore(HikariDataSource connections, String name) {
    this.connections = connections;
    this.name = name;
    database = new Database(connections, name);
  }

  /**
   * Opens the database. An embedded one is made, or brought up to date, if need be.
   *
   * @throws io.tercet.store.StoreException if it cannot be reached, or its tables are missing, or
   *     of another version
   */
  public static JdbcMetadataStore open(MetadataOptions options) {
    JdbcMetadataStore store = connect(options);
    try {
      int version = store.schema().version();
      MetadataSchema.requireKnown(version, store.name);
      if (version < MetadataSchema.LATEST && options.address().isMadeOnOpening()) {
        MetadataSchema.migrate(store.connections, store.name);
        version = store.schema().version();
      }
      MetadataSchema.requireLatest(version, store.name);
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Looks which tables there are, and changes nothing. */
  public static Schema schema(MetadataOptions options) {
    try (JdbcMetadataStore store = connect(options)) {
      return store.schema();
    }
  }

  /** Makes the tables, or brings them up to date, and returns what there was before. */
  public static Schema migrate(MetadataOptions options) {
    try (JdbcMetadataStore store = connect(options)) {
      Schema before = store.schema();
      MetadataSchema.requireKnown(before.version(), store.name);
      if (before.version() < before.latest()) {
        MetadataSchema.migrate(store.connections, store.name);
      }
      return before;
    }
  }

  private static JdbcMetadataStore connect(MetadataOptions options) {
    String name = options.address().name();
    HikariConfig config = new HikariConfig();
    config.setPoolName("metadata");
    config.setDataSource(options.address().dataSource(options.password()));
    config.setMaximumPoolSize(options.connections());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setExceptionOverride(new LostConnections());
    try {
      return new JdbcMetadataStore(new HikariDataSource(config), name);
    } catch (PoolInitializationException e) {
      throw MetadataErrors.translate(name, e);
    }
  }

  private Schema schema() {
    try (Connection connection = connections.getConnection()) {
      return new Schema(MetadataSchema.version(connection), MetadataSchema.LATEST);
    } catch (SQLException e) {
      throw MetadataErrors.translate(name, e);
    }
  }

  /** The pool, for what keeps tables of its own in the same database. */
  public DataSource dataSource() {
    return connections;
  }

  @Override
  public RunStore runs() {
    return new JdbcRunStore(database);
  }

  @Override
  public JobQueue queue() {
    return new JdbcJobQueue(database);
  }

  @Override
  public SettingsStore settings() {
    return new JdbcSettingsStore(database);
  }

  @Override
  public AuditLog audit() {
    return new JdbcAuditLog(database);
  }

  @Override
  public UserStore users() {
    return new JdbcUserStore(database);
  }

  @Override
  public ReviewStore reviews() {
    return new JdbcReviewStore(database);
  }

  @Override
  public Instant now() {
    return database.transaction(connection ->
        Sql.first(connection, row -> Sql.time(row, "t"), "SELECT CURRENT_TIMESTAMP AS t")
            .orElseThrow());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() {
    connections.close();
  }
}
