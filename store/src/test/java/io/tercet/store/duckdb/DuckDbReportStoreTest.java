package io.tercet.store.duckdb;

import io.tercet.store.ReportStoreContract;
import io.tercet.store.Store;
import java.nio.file.Path;

class DuckDbReportStoreTest extends ReportStoreContract {
  @Override
  protected Store open(Path folder) {
    return DuckDbStore.open(folder.resolve("test.duckdb"));
  }
}
