package io.tercet.store.clickhouse;

import io.tercet.store.DetectionStoreContract;
import io.tercet.store.Store;
import java.nio.file.Path;

class ClickHouseDetectionStoreIT extends DetectionStoreContract {
  @Override
  protected Store open(Path folder) {
    return ClickHouseStore.open(ClickHouseTestServer.shared().newDatabase());
  }
}
