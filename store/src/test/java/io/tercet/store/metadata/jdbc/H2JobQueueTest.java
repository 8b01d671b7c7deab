package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.JobQueueContract;
import java.nio.file.Path;

class H2JobQueueTest extends JobQueueContract {
  @Override
  protected JdbcMetadataStore open(Path folder) {
    return H2Metadata.open(folder);
  }
}
