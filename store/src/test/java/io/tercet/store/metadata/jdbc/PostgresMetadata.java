package io.tercet.store.metadata.jdbc;

/** Metadata in a real PostgreSQL, for tests. */
final class PostgresMetadata {
  private PostgresMetadata() {}

  static JdbcMetadataStore open() {
    MetadataOptions options = options(PostgresServer.get().newDatabase());
    JdbcMetadataStore.migrate(options);
    return JdbcMetadataStore.open(options);
  }

  static MetadataOptions options(String url) {
    return new MetadataOptions(MetadataAddress.parse(url), "postgres", 8);
  }
}
