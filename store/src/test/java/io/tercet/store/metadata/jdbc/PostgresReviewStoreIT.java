package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.ReviewStoreContract;
import java.nio.file.Path;

class PostgresReviewStoreIT extends ReviewStoreContract {
  @Override
  protected JdbcMetadataStore open(Path folder) {
    return PostgresMetadata.open();
  }
}
