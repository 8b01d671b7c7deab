package io.tercet.store.clickhouse;

import io.tercet.store.CommitLoop;
import java.time.Duration;

/** {@link CommitLoop} on a server. */
final class ClickHouseCommitLoop {
  private ClickHouseCommitLoop() {}

  /** Arguments: a folder, the port, the database, and how many steps. */
  public static void main(String[] arguments) {
    ClickHouseOptions options =
        ClickHouseOptions.of(
                "clickhouse://%s@127.0.0.1:%s/%s"
                    .formatted(ClickHouseTestServer.USER, arguments[1], arguments[2]),
                ClickHouseTestServer.PASSWORD)
            .withPatience(Duration.ofSeconds(30));
    try (ClickHouseStore store = ClickHouseStore.open(options)) {
      CommitLoop.run(store, Integer.parseInt(arguments[3]));
    }
  }
}
