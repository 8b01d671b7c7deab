package io.tercet.store.duckdb;

import io.tercet.store.ModelRegistryContract;
import io.tercet.store.Store;
import java.nio.file.Path;

class DuckDbModelRegistryTest extends ModelRegistryContract {
  @Override
  protected Store open(Path folder) {
    return DuckDbStore.open(folder.resolve("test.duckdb"));
  }
}
