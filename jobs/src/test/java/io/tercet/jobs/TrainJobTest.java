package io.tercet.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.simulation.SimulatedTransaction;
import io.tercet.core.transaction.Transaction;
import io.tercet.store.ModelRegistry.ModelRecord;
import io.tercet.store.ModelRegistry.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainJobTest {
  private static final List<SimulatedTransaction> ROWS = Pipeline.traffic(3_000, 3);
  private static final long DAY = Duration.ofDays(1).toNanos() / 1_000;

  @TempDir Path folder;

  private static TrainRequest request(Long from, Long to, int maxRows) {
    return new TrainRequest(from, to, 1, Pipeline.small(), maxRows);
  }

  @Test
  void trainingRegistersAnActiveModelWithItsFile() throws Exception {
    try (Pipeline pipeline = Pipeline.in(folder)) {
      TrainResult result = pipeline.add(ROWS).train(1);
      ModelRecord row = pipeline.store.models().active().orElseThrow();
      assertThat(row.version()).isEqualTo(result.version()).startsWith("ens-20260322T000000Z-");
      assertThat(row.rows()).isEqualTo(result.rows()).isEqualTo(3_000);
      assertThat(row.toMicros()).isEqualTo(ROWS.getLast().transaction().timestampMicros() + 1);
      assertThat(row.fromMicros()).isEqualTo(row.toMicros() - 30 * DAY);
      JsonNode metrics = JsonMapper.shared().readTree(row.metricsJson());
      assertThat(metrics.get("trained_rows").asInt()).isEqualTo(3_000);
      assertThat(metrics.get("rows_per_day").asDouble()).isBetween(95.0, 105.0);
      assertThat(metrics.get("trees").asInt()).isEqualTo(20);
      assertThat(JsonMapper.shared().readTree(row.optionsJson()).get("learn_share").asDouble())
          .isEqualTo(0.25);
      Path file = Path.of(pipeline.file + ".files/models/" + row.version() + ".safetensors");
      assertThat(Files.readAllBytes(file)).isEqualTo(pipeline.store.models().file(row.version()));
    }
  }

  @Test
  void theModelBeforeIsArchived() {
    try (Pipeline pipeline = Pipeline.in(folder)) {
      String first = pipeline.add(ROWS).train(1).version();
      String second = pipeline.train(2).version();
      assertThat(pipeline.store.models().find(first).orElseThrow().status())
          .isEqualTo(Status.ARCHIVED);
      assertThat(pipeline.store.models().active().orElseThrow().version()).isEqualTo(second);
    }
  }

  @Test
  void trainingAgainAtTheSameMomentGivesTheSameModel() {
    try (Pipeline pipeline = Pipeline.in(folder)) {
      String first = pipeline.add(ROWS).train(1).version();
      pipeline.train(2);
      assertThat(pipeline.train(1).version()).isEqualTo(first);
      assertThat(pipeline.store.models().active().orElseThrow().version()).isEqualTo(first);
      assertThat(pipeline.store.models().list()).hasSize(2);
    }
  }

  @Test
  void aWindowIsTrainedOnWithTheHistoryBeforeIt() {
    try (Pipeline pipeline = Pipeline.in(folder)) {
      long from = ROWS.get(1_000).transaction().timestampMicros();
      long to = ROWS.get(2_000).transaction().timestampMicros();
      TrainResult result = pipeline.add(ROWS).train(request(from, to, 1_000_000));
      assertThat(result.rows()).isEqualTo(1_000);
      assertThat(result.fromMicros()).isEqualTo(from);
      assertThat(result.toMicros()).isEqualTo(to);
      assertThat(result.metrics()).containsKey("entities");
      // Of those before the window too.
      assertThat((long) result.metrics().get("entities"))
          .isGreaterThan(
              pipeline.number(
                  "SELECT count(DISTINCT user_id) FROM crypto_transactions WHERE timestamp < make_timestamp("
                      + from
                      + ")"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101, 1_999, 2_999, 3_000})
  void aLongWindowIsThinnedToExactlyTheRowsAllowed(int maxRows) {
    try (Pipeline pipeline = Pipeline.in(folder)) {
      TrainResult result = pipeline.add(ROWS).train(request(null, null, maxRows));
      assertThat(result.trainedRows()).isEqualTo(maxRows);
      assertThat(result.rows()).isEqualTo(3_000);
    }
  }

  @Test
  void anEmptyStoreIsRefused() {
    try (Pipeline pipeline = Pipeline.in(folder)) {
      assertThatThrownBy(() -> pipeline.train(1))
          .isInstanceOf(JobException.class)
          .hasMessageContaining("holds no transactions")
          .hasMessageContaining("tercet import");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 99})
  void fewRowsAreRefusedAndNothingIsRegistered(int rows) {
    try (Pipeline pipeline = Pipeline.in(folder)) {
      pipeline.add(ROWS.subList(0, rows));
      assertThatThrownBy(() -> pipeline.train(1))
          .isInstanceOf(JobException.class)
          .hasMessageContaining("holds " + rows + " transactions; training needs at least 100");
      assertThat(pipeline.store.models().list()).isEmpty();
      assertThat(folder.resolve("test.duckdb.files")).doesNotExist();
    }
  }

  @Test
  void aWindowOutsideTheDataIsRefused() {
    try (Pipeline pipeline = Pipeline.in(folder)) {
      pipeline.add(ROWS);
      long last = ROWS.getLast().transaction().timestampMicros();
      for (TrainRequest request :
          List.of(
              request(last + DAY, null, 1_000),
              request(null, Transaction.MIN_TIMESTAMP, 1_000),
              request(last + DAY, last + 2 * DAY, 1_000))) {
        assertThatThrownBy(() -> pipeline.train(request))
            .isInstanceOf(JobException.class)
            .hasMessageContaining("holds 0 transactions");
      }
    }
  }

  @Test
  void aHundredRowsAreEnough() {
    try (Pipeline pipeline = Pipeline.in(folder)) {
      pipeline.add(ROWS.subList(0, 100)).train(1);
      assertThat(pipeline.detect().rows()).isEqualTo(100);
    }
  }

  @Test
  void constantFeaturesTrainAndScore() {
    try (Pipeline pipeline = Pipeline.in(folder)) {
      pipeline.addAll(IntStream.range(0, 500).mapToObj(TrainJobTest::same).toList()).train(1);
      assertThat(pipeline.detect().rows()).isEqualTo(500);
      assertThat(
              pipeline.number("SELECT count(*) FROM scores WHERE NOT isfinite(total_risk_score)"))
          .isZero();
    }
  }

  private static Transaction same(int i) {
    return new Transaction(
        "t" + i,
        1_767_571_200_000_000L,
        "u",
        "transfer",
        "BTC",
        1,
        0,
        "a",
        "b",
        "completed",
        Transaction.UNKNOWN_NONCE);
  }

  @Test
  void stoppingRegistersNothing() {
    Progress stop =
        new Progress() {
          @Override
          public void step(String name, long total) {}

          @Override
          public void advance(long done) {}

          @Override
          public boolean stopRequested() {
            return true;
          }
        };
    try (Pipeline pipeline = Pipeline.in(folder)) {
      pipeline.add(ROWS);
      TrainJob job = new TrainJob(pipeline.store);
      assertThatThrownBy(() -> job.run(request(null, null, 1_000), Pipeline.NOW, stop))
          .isInstanceOf(JobStopped.class);
      assertThat(pipeline.store.models().list()).isEmpty();
    }
  }
}
