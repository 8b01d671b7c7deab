package io.tercet.store.metadata.jdbc;

import org.jspecify.annotations.Nullable;

/** Metadata in a real PostgreSQL, for tests: copies of one database whose tables were made once. */
final class PostgresMetadata {
  private static @Nullable String made;

  private PostgresMetadata() {}

  static JdbcMetadataStore open() {
    return JdbcMetadataStore.open(options(newDatabase()));
  }

  static MetadataOptions options(String url) {
    return new MetadataOptions(MetadataAddress.parse(url), "postgres", 8);
  }

  /** The address of a database with tables. */
  static synchronized String newDatabase() {
    PostgresServer server = PostgresServer.get();
    if (made == null) {
      String url = server.newDatabase();
      JdbcMetadataStore.migrate(options(url));
      made = url.substring(url.lastIndexOf('/') + 1);
    }
    return server.newDatabase(made);
  }
}
