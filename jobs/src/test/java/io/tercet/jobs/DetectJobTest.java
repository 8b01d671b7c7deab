package io.tercet.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tercet.core.simulation.SimulatedTransaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detection on 12,000 rows of which the first 9,000 are imported and trained on. */
class DetectJobTest {
  private static final List<SimulatedTransaction> ROWS = Pipeline.traffic(12_000, 7);
  private static final List<SimulatedTransaction> OLD = ROWS.subList(0, 9_000);
  private static final List<SimulatedTransaction> NEW = ROWS.subList(9_000, 12_000);
  private static final long DAY = 86_400_000_000L;

  @TempDir static Path shared;
  private static Path template = Path.of("");

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeAll
  static void train() {
    try (Pipeline pipeline = Pipeline.in(shared)) {
      pipeline.add(OLD).train(1);
      template = pipeline.file;
    }
  }

  @BeforeEach
  void copy() throws Exception {
    file = Pipeline.copy(template, folder.resolve("main"));
  }

  private static long time(int row) {
    return ROWS.get(row).transaction().timestampMicros();
  }

  @Test
  void detectionScoresEverythingOnce() {
    try (Pipeline pipeline = new Pipeline(file)) {
      DetectResult first = pipeline.detect();
      assertThat(first.rows()).isEqualTo(9_000);
      assertThat(first.levels().values().stream().mapToLong(n -> n).sum()).isEqualTo(9_000);
      assertThat(pipeline.number("SELECT count(DISTINCT sequence) FROM scores")).isEqualTo(9_000);
      assertThat(pipeline.number("SELECT count(*) FROM reasons"))
          .isEqualTo(first.alerts())
          .isPositive();
      String tables = pipeline.tables();
      DetectResult second = pipeline.detect();
      assertThat(second.runId()).isEmpty();
      assertThat(second.rows()).isZero();
      assertThat(pipeline.tables()).isEqualTo(tables);
    }
  }

  @Test
  void lateRowsAreScored() {
    try (Pipeline pipeline = new Pipeline(file)) {
      pipeline.detect();
      List<SimulatedTransaction> late = Pipeline.traffic(500, 8);
      pipeline.add(late);
      DetectResult result = pipeline.detect();
      assertThat(result.rows()).isEqualTo(500);
      assertThat(pipeline.number("SELECT count(*) FROM scores WHERE sequence > 9000"))
          .isEqualTo(500);
    }
  }

  @Test
  void aWindowTwiceChangesNothing() {
    try (Pipeline pipeline = new Pipeline(file)) {
      DetectResult first = pipeline.window(time(4_000), time(6_000));
      assertThat(first.rows()).isEqualTo(2_000);
      String verdicts = pipeline.verdicts();
      String reasons = pipeline.sql("FROM reasons ORDER BY sequence").toString();
      pipeline.window(time(4_000), time(6_000));
      assertThat(pipeline.verdicts()).isEqualTo(verdicts);
      assertThat(pipeline.sql("FROM reasons ORDER BY sequence").toString()).isEqualTo(reasons);
    }
  }

  @Test
  void aWindowLeavesTheCursorsVerdictsAndTheCursor() {
    try (Pipeline pipeline = new Pipeline(file)) {
      pipeline.detect();
      String verdicts = pipeline.verdicts();
      pipeline.window(time(4_000), time(6_000));
      assertThat(pipeline.verdicts()).isEqualTo(verdicts);
      assertThat(pipeline.detect().rows()).isZero();
    }
  }

  @Test
  void theCursorScoresWhatAWindowLeftAndKeepsWhatItGave() {
    try (Pipeline pipeline = new Pipeline(file)) {
      pipeline.window(time(8_000), null);
      assertThat(pipeline.number("SELECT count(*) FROM scores")).isEqualTo(1_000);
      pipeline.detect();
      assertThat(pipeline.number("SELECT count(*) FROM scores")).isEqualTo(9_000);
      assertThat(pipeline.number("SELECT count(*) FROM scores WHERE run = 1")).isEqualTo(1_000);
    }
  }

  @Test
  void aWindowWithoutRowsMakesNoRun() {
    try (Pipeline pipeline = new Pipeline(file)) {
      assertThat(pipeline.window(0L, DAY).runId()).isEmpty();
      assertThat(pipeline.window(Long.MAX_VALUE - 1, null).rows()).isZero();
      assertThat(pipeline.number("SELECT count(*) FROM detection_runs")).isZero();
    }
  }

  @Test
  void anotherModelTakesThePlaceAndTheFirstIsKept() {
    try (Pipeline pipeline = new Pipeline(file)) {
      String first = pipeline.detect().modelVersion();
      String second = pipeline.train(2).version();
      pipeline.window(time(8_000), null);
      assertThat(pipeline.number("SELECT count(*) FROM scores")).isEqualTo(9_000);
      assertThat(pipeline.number("SELECT count(*) FROM scores_history")).isEqualTo(1_000);
      DetectResult named =
          pipeline.detect(new DetectRequest(time(0), null, first, null, null, 5_000));
      assertThat(named.modelVersion()).isEqualTo(first).isNotEqualTo(second);
      assertThat(pipeline.number("SELECT count(*) FROM scores WHERE model = 1")).isEqualTo(9_000);
    }
  }

  @Test
  void aNewModelScoresOnlyNewRows() {
    try (Pipeline pipeline = new Pipeline(file)) {
      pipeline.detect();
      String second = pipeline.train(2).version();
      pipeline.add(NEW);
      DetectResult result = pipeline.detect();
      assertThat(result.rows()).isEqualTo(3_000);
      assertThat(result.modelVersion()).isEqualTo(second);
      assertThat(pipeline.number("SELECT count(*) FROM scores WHERE model = 1")).isEqualTo(9_000);
    }
  }

  @Test
  void theBudgetDecidesHowManyAlertsADay() {
    try (Pipeline pipeline = new Pipeline(file)) {
      // Later on: when everything is new, more than usual looks strange.
      double days = (time(8_999) - time(4_000)) / (double) DAY;
      DetectResult result =
          pipeline.detect(new DetectRequest(time(4_000), null, null, 5.0, null, Pipeline.CHUNK));
      // Nine thousand transactions tell the tail of their scores but roughly.
      assertThat(result.alerts() / days).isBetween(2.5, 10.0);
      assertThat(
              pipeline.number(
                  "SELECT count(*) FROM scores WHERE (total_risk_score >= "
                      + result.threshold()
                      + ") <> (final_decision <> 'approved')"))
          .isZero();
      assertThat(pipeline.number("SELECT count(*) FROM reasons")).isEqualTo(result.alerts());
    }
  }

  @Test
  void theBudgetHoldsWhenRunsAreShort() {
    try (Pipeline pipeline = new Pipeline(file)) {
      pipeline.detect();
      long alerts = 0;
      for (int at = 0; at < NEW.size(); at += 300) {
        pipeline.add(NEW.subList(at, at + 300));
        alerts +=
            pipeline
                .detect(new DetectRequest(null, null, null, 10.0, null, Pipeline.CHUNK))
                .alerts();
      }
      double days = (time(11_999) - time(9_000)) / (double) DAY;
      assertThat(alerts / days).isBetween(5.0, 20.0);
      double hour = pipeline.detect(budgetOf(time(8_000), time(8_000) + DAY / 24)).threshold();
      double day = pipeline.detect(budgetOf(time(8_000) - DAY, time(8_000))).threshold();
      assertThat(hour).isCloseTo(day, within(5.0));
    }
  }

  private static DetectRequest budgetOf(long from, long to) {
    return new DetectRequest(from, to, null, 10.0, null, Pipeline.CHUNK);
  }

  @Test
  void aThresholdDecides() {
    try (Pipeline pipeline = new Pipeline(file)) {
      DetectResult result =
          pipeline.detect(new DetectRequest(null, null, null, null, 30.0, Pipeline.CHUNK));
      assertThat(pipeline.number("SELECT count(*) FROM scores WHERE total_risk_score >= 30"))
          .isEqualTo(result.alerts());
      assertThat(pipeline.number("SELECT count(*) FROM scores WHERE final_decision <> 'approved'"))
          .isEqualTo(result.alerts());
    }
  }

  @Test
  void theChunkSizeChangesNothing() throws Exception {
    List<String> tables = new ArrayList<>();
    for (int chunk : new int[] {1, 1_500, 4_096, 1 << 20}) {
      Path copy = Pipeline.copy(template, folder.resolve("chunk" + chunk));
      try (Pipeline pipeline = new Pipeline(copy)) {
        pipeline.detect(new DetectRequest(null, null, null, null, null, chunk));
        tables.add(pipeline.tables() + pipeline.checkpoint());
      }
    }
    assertThat(tables).allMatch(tables.getFirst()::equals);
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws Exception {
    List<String> tables = new ArrayList<>();
    for (int threads : new int[] {1, 2, 5}) {
      Path copy = Pipeline.copy(template, folder.resolve("threads" + threads));
      try (Pipeline pipeline = new Pipeline(copy)) {
        new DetectJob(pipeline.store, threads)
            .run(DetectRequest.everythingNew(), Pipeline.NOW, Progress.NONE);
        tables.add(pipeline.tables() + pipeline.checkpoint());
      }
    }
    assertThat(tables).allMatch(tables.getFirst()::equals);
  }

  /**
   * Rows that come in the order of event time get the verdicts that one run would give them,
   * however often detection runs in between.
   */
  @Test
  void hourlyRunsGiveTheVerdictsOfOneRun() throws Exception {
    Path other = Pipeline.copy(template, folder.resolve("other"));
    String verdicts = "SELECT * EXCLUDE (run) FROM scores ORDER BY sequence";
    try (Pipeline once = new Pipeline(file);
        Pipeline often = new Pipeline(other)) {
      once.add(NEW).detect();
      often.detect();
      for (int at = 0; at < NEW.size(); at += 500) {
        often.add(NEW.subList(at, at + 500)).detect();
      }
      assertThat(often.sql(verdicts).toString()).isEqualTo(once.sql(verdicts).toString());
      assertThat(often.sql("FROM reasons ORDER BY sequence"))
          .isEqualTo(once.sql("FROM reasons ORDER BY sequence"));
    }
  }

  @Test
  void aStoppedRunGoesOnWhereItWas() throws Exception {
    Path other = Pipeline.copy(template, folder.resolve("other"));
    try (Pipeline whole = new Pipeline(file);
        Pipeline stopped = new Pipeline(other)) {
      whole.detect();
      DetectRequest request = new DetectRequest(null, null, null, null, null, Pipeline.CHUNK);
      assertThatThrownBy(
              () -> new DetectJob(stopped.store).run(request, Pipeline.NOW, new StopAfter(5_000)))
          .isInstanceOf(JobStopped.class);
      long committed = stopped.number("SELECT count(*) FROM scores");
      assertThat(committed).isBetween(1_000L, 5_120L);
      stopped.add(NEW);
      DetectResult result = stopped.detect();
      assertThat(result.resumed()).isTrue();
      assertThat(result.rows()).isEqualTo(12_000);
      whole.add(NEW).detect();
      assertThat(stopped.tables()).isEqualTo(whole.tables());
      assertThat(stopped.checkpoint()).isEqualTo(whole.checkpoint());
    }
  }

  @Test
  void aStoppedWindowIsScoredAgainIfItHasNewRows() {
    try (Pipeline pipeline = new Pipeline(file)) {
      DetectRequest request =
          new DetectRequest(time(6_000), null, null, null, null, Pipeline.CHUNK);
      DetectJob job = new DetectJob(pipeline.store);
      assertThatThrownBy(() -> job.run(request, Pipeline.NOW, new StopAfter(2_500)))
          .isInstanceOf(JobStopped.class);
      assertThat(pipeline.detect(request).rows()).isEqualTo(3_000);
      assertThat(pipeline.number("SELECT count(*) FROM detection_runs")).isEqualTo(1);
      assertThatThrownBy(() -> job.run(request, Pipeline.NOW, new StopAfter(2_500)))
          .isInstanceOf(JobStopped.class);
      pipeline.add(NEW);
      pipeline.detect(request);
      assertThat(pipeline.number("SELECT count(*) FROM scores")).isEqualTo(6_000);
      assertThat(pipeline.number("SELECT count(*) FROM detection_runs")).isEqualTo(3);
    }
  }

  @Test
  void withoutAModelItSaysWhatToDo() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    try (Pipeline pipeline = Pipeline.in(empty)) {
      pipeline.add(NEW);
      assertThatThrownBy(pipeline::detect)
          .isInstanceOf(JobException.class)
          .hasMessage("no model is active. Train one first: tercet train");
      assertThatThrownBy(() -> pipeline.detectWith("m9"))
          .isInstanceOf(JobException.class)
          .hasMessageContaining("there is no model 'm9'");
    }
  }

  @Test
  void unreasonableRequestsAreRefused() {
    assertThatThrownBy(() -> DetectRequest.window(5L, 5L)).hasMessageContaining("end after");
    assertThatThrownBy(() -> new DetectRequest(null, null, null, 0.0, null, 1))
        .hasMessageContaining("budget");
    assertThatThrownBy(() -> new DetectRequest(null, null, null, null, Double.NaN, 1))
        .hasMessageContaining("threshold");
    assertThatThrownBy(() -> new DetectRequest(null, null, null, null, null, 0))
        .hasMessageContaining("chunkRows");
    assertThatThrownBy(() -> new DetectRequest(null, null, null, null, null, Integer.MAX_VALUE))
        .hasMessageContaining("chunkRows");
  }

  /** Asks to stop once a step called Scoring has come so far. */
  private static final class StopAfter implements Progress {
    private final long rows;
    private boolean scoring;
    private long done;

    StopAfter(long rows) {
      this.rows = rows;
    }

    @Override
    public void step(String name, long total) {
      scoring = name.equals("Scoring");
      done = 0;
    }

    @Override
    public void advance(long soFar) {
      done = soFar;
    }

    @Override
    public boolean stopRequested() {
      return scoring && done >= rows;
    }
  }
}
