package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.ReviewStoreContract;
import java.nio.file.Path;

class H2ReviewStoreTest extends ReviewStoreContract {
  @Override
  protected JdbcMetadataStore open(Path folder) {
    return H2Metadata.open(folder);
  }
}
