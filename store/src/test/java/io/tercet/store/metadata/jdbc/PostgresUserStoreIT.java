package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.UserStoreContract;
import java.nio.file.Path;

class PostgresUserStoreIT extends UserStoreContract {
  @Override
  protected JdbcMetadataStore open(Path folder) {
    return PostgresMetadata.open();
  }
}
