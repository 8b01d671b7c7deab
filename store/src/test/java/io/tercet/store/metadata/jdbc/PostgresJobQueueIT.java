package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.JobQueueContract;
import java.nio.file.Path;

class PostgresJobQueueIT extends JobQueueContract {
  @Override
  protected JdbcMetadataStore open(Path folder) {
    return PostgresMetadata.open();
  }
}
