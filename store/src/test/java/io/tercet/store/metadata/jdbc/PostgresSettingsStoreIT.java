package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.SettingsStoreContract;
import java.nio.file.Path;

class PostgresSettingsStoreIT extends SettingsStoreContract {
  @Override
  protected JdbcMetadataStore open(Path folder) {
    return PostgresMetadata.open();
  }
}
