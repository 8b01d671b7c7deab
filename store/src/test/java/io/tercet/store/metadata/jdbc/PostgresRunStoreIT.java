package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.RunStoreContract;
import java.nio.file.Path;

class PostgresRunStoreIT extends RunStoreContract {
  @Override
  protected JdbcMetadataStore open(Path folder) {
    return PostgresMetadata.open();
  }
}
