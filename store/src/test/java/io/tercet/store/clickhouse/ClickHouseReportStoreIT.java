package io.tercet.store.clickhouse;

import io.tercet.store.ReportStoreContract;
import io.tercet.store.Store;
import java.nio.file.Path;

class ClickHouseReportStoreIT extends ReportStoreContract {
  @Override
  protected Store open(Path folder) {
    return ClickHouseStore.open(ClickHouseTestServer.shared().newDatabase());
  }
}
