package io.tercet.store.metadata.jdbc;

import java.nio.file.Path;

class PostgresTwoProcessesIT extends TwoProcessesContract {
  @Override
  String url(Path folder) {
    return PostgresMetadata.newDatabase();
  }
}
