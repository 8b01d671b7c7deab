package io.tercet.store.metadata.jdbc;

import java.nio.file.Path;

class H2TwoProcessesIT extends TwoProcessesContract {
  @Override
  String url(Path folder) {
    H2Metadata.open(folder).close();
    return H2Metadata.options(folder).address().name();
  }
}
