package io.tercet.store.clickhouse;

import io.tercet.store.ModelRegistryContract;
import io.tercet.store.Store;
import java.nio.file.Path;

class ClickHouseModelRegistryIT extends ModelRegistryContract {
  @Override
  protected Store open(Path folder) {
    return ClickHouseStore.open(ClickHouseTestServer.shared().newDatabase());
  }
}
