package io.tercet.store.metadata.jdbc;

import java.nio.file.Path;

/** Metadata in H2, for tests. */
final class H2Metadata {
  private H2Metadata() {}

  static JdbcMetadataStore open(Path folder) {
    return JdbcMetadataStore.open(options(folder));
  }

  static MetadataOptions options(Path folder) {
    return new MetadataOptions(new MetadataAddress.H2(folder.resolve("metadata")), null, 8);
  }
}
