package io.tercet.store.metadata.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * How metadata is opened.
 *
 * @param password null if none is needed
 * @param connections at most so many at once, in [1, 100]
 */
public record MetadataOptions(MetadataAddress address, @Nullable String password, int connections) {
  public MetadataOptions {
    if (connections < 1 || connections > 100) {
      throw new IllegalArgumentException("connections must be in [1, 100], got " + connections);
    }
  }

  /** For one command: two connections. */
  public static MetadataOptions of(MetadataAddress address, @Nullable String password) {
    return new MetadataOptions(address, password, 2);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "%s, %d connections".formatted(address.name(), connections);
  }
}
