package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.SettingsStoreContract;
import java.nio.file.Path;

class H2SettingsStoreTest extends SettingsStoreContract {
  @Override
  protected JdbcMetadataStore open(Path folder) {
    return H2Metadata.open(folder);
  }
}
