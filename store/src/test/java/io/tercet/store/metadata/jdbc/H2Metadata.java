package io.tercet.store.metadata.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Metadata in H2, for tests: copies of one database whose tables were made once. */
final class H2Metadata {
  private static byte @Nullable [] made;

  private H2Metadata() {}

  static JdbcMetadataStore open(Path folder) {
    MetadataOptions options = options(folder);
    try {
      Path database = Files.createDirectories(folder.resolve("metadata"));
      Files.write(database.resolve("metadata.mv.db"), made());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return JdbcMetadataStore.open(options);
  }

  static MetadataOptions options(Path folder) {
    return new MetadataOptions(new MetadataAddress.H2(folder.resolve("metadata")), null, 8);
  }

  private static synchronized byte[] made() throws IOException {
    if (made == null) {
      Path folder = Files.createTempDirectory("tercet-h2-");
      JdbcMetadataStore.open(options(folder)).close();
      Path file = folder.resolve("metadata/metadata.mv.db");
      made = Files.readAllBytes(file);
      Files.delete(file);
      Files.delete(folder.resolve("metadata"));
      Files.delete(folder);
    }
    return made;
  }
}
