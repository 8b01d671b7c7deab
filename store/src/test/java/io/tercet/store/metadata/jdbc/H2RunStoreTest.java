package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.RunStoreContract;
import java.nio.file.Path;

class H2RunStoreTest extends RunStoreContract {
  @Override
  protected JdbcMetadataStore open(Path folder) {
    return H2Metadata.open(folder);
  }
}
