package io.tercet.store.duckdb;

import io.tercet.store.DetectionStoreContract;
import io.tercet.store.Store;
import java.nio.file.Path;

class DuckDbDetectionStoreTest extends DetectionStoreContract {
  @Override
  protected Store open(Path folder) {
    return DuckDbStore.open(folder.resolve("test.duckdb"));
  }
}
