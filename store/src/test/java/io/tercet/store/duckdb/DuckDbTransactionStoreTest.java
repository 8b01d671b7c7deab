package io.tercet.store.duckdb;

import io.tercet.store.Store;
import io.tercet.store.TransactionStoreContract;
import java.nio.file.Path;

class DuckDbTransactionStoreTest extends TransactionStoreContract {
  @Override
  protected Store open(Path folder) {
    return DuckDbStore.open(folder.resolve("test.duckdb"));
  }
}
