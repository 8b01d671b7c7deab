package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.UserStoreContract;
import java.nio.file.Path;

class H2UserStoreTest extends UserStoreContract {
  @Override
  protected JdbcMetadataStore open(Path folder) {
    return H2Metadata.open(folder);
  }
}
