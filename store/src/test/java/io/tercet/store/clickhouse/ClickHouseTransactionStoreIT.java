package io.tercet.store.clickhouse;

import io.tercet.store.Store;
import io.tercet.store.TransactionStoreContract;
import java.nio.file.Path;

class ClickHouseTransactionStoreIT extends TransactionStoreContract {
  @Override
  protected Store open(Path folder) {
    return ClickHouseStore.open(ClickHouseTestServer.shared().newDatabase());
  }
}
