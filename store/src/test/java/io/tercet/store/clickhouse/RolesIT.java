package io.tercet.store.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.store.Samples;
import io.tercet.store.StoreException;
import org.junit.jupiter.api.Test;

/** The users that docs/deploy proposes may do what they are for, and no more. */
class RolesIT {
  private final ClickHouseTestServer server = ClickHouseTestServer.shared();

  @Test
  void oneMigratesOneWritesOneReads() {
    assertThatThrownBy(() -> ClickHouseStore.open(as("tercet_writer")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("does not permit");
    ClickHouseStore.open(as("tercet_migrator")).close();
    try (ClickHouseStore store = ClickHouseStore.open(as("tercet_writer"))) {
      // Leaves rows behind, which the next import has to delete.
      try (var session = store.transactions().beginImport(Samples.NOW)) {
        Samples.transactions(0, 3_000).forEach(t -> session.add(t, Samples.source(1, "")));
      }
    }
    try (ClickHouseStore store = ClickHouseStore.open(as("tercet_writer"))) {
      Samples.insert(store, Samples.transactions(0, 100));
      Samples.insert(store, Samples.transactions(0, 100));
      Samples.register(store, "m1");
      store.models().activate("m1");
      Samples.detect(store, "r1", "m1", 0, 100, 37);
      var run = Samples.run("r2", "m1", 100, 110);
      store.detections().begin(run);
      store.detections().checkpoint(run, "f", out -> out.write(1));
      store.detections().checkpoint(run, "f", out -> out.write(2));
      store.detections().finish(run, Samples.NOW);
    }
    try (ClickHouseStore store = ClickHouseStore.openExisting(as("tercet_reader"))) {
      assertThat(store.reports().totals().verdicts()).isEqualTo(100);
      assertThat(store.query("SELECT * FROM detected_anomalies_ensemble")).hasSize(100);
      assertThatThrownBy(store::claim)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("does not permit");
      assertThatThrownBy(() -> store.models().activate("m1"))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("does not permit");
    }
  }

  private ClickHouseOptions as(String user) {
    return server.options("tercet", user);
  }
}
