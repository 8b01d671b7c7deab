package io.tercet.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.simulation.SimulatedTransaction;
import io.tercet.core.simulation.SimulationOptions;
import io.tercet.core.simulation.TrafficSimulator;
import io.tercet.jobs.EvaluateRequest.Period;
import io.tercet.jobs.EvaluationResult.PeriodResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluation of 12,000 simulated transactions of 75 days from 2026-01-05. */
class EvaluateJobTest {
  private static final List<SimulatedTransaction> ROWS =
      TrafficSimulator.stream(SimulationOptions.of(12_000, 9)).toList();

  @TempDir static Path folder;
  private static @Nullable Pipeline pipeline;

  @BeforeAll
  static void detect() {
    Pipeline open = Pipeline.in(folder).add(ROWS);
    open.train(1);
    open.detect();
    pipeline = open;
  }

  @AfterAll
  static void close() {
    pipeline().close();
  }

  private static Pipeline pipeline() {
    Pipeline open = pipeline;
    if (open == null) {
      throw new AssertionError("not open");
    }
    return open;
  }

  private static Path labels(List<SimulatedTransaction> rows, String... more) throws Exception {
    List<String> lines = new ArrayList<>(List.of("transaction_id,label,typology"));
    for (SimulatedTransaction row : rows) {
      lines.add("%s,%d,%s".formatted(row.transaction().id(), row.fraud() ? 1 : 0, row.typology()));
    }
    lines.addAll(List.of(more));
    return Files.write(folder.resolve("labels.csv"), lines);
  }

  private static EvaluationResult evaluate(EvaluateRequest request) {
    return new EvaluateJob(pipeline().store).run(request, Progress.NONE);
  }

  private static EvaluateRequest request(Path labels, Period by) {
    return new EvaluateRequest(labels, by, null, null, null, 60, List.of(10));
  }

  private static long frauds() {
    return ROWS.stream().filter(SimulatedTransaction::fraud).count();
  }

  @Test
  void monthsAndQuartersAddUpToTheWhole() throws Exception {
    Path labels = labels(ROWS);
    EvaluationResult months = evaluate(request(labels, Period.MONTH));
    assertThat(months.labelled()).isEqualTo(12_000);
    assertThat(months.unmatched()).isZero();
    assertThat(months.periods())
        .extracting(PeriodResult::name)
        .containsExactly("all", "2026-01", "2026-02", "2026-03");
    List<PeriodResult> parts = months.periods().subList(1, 4);
    PeriodResult all = months.periods().getFirst();
    assertThat(parts.stream().mapToLong(PeriodResult::transactions).sum()).isEqualTo(12_000);
    assertThat(parts.stream().mapToLong(PeriodResult::frauds).sum())
        .isEqualTo(all.frauds())
        .isEqualTo(frauds());
    assertThat(parts.stream().mapToLong(PeriodResult::alerts).sum())
        .isEqualTo(all.alerts())
        .isEqualTo(pipeline().number("SELECT count(*) FROM scores WHERE total_risk_score >= 60"));
    assertThat(evaluate(request(labels, Period.QUARTER)).periods())
        .extracting(PeriodResult::name)
        .containsExactly("all", "2026Q1");
    assertThat(evaluate(request(labels, Period.ALL)).periods()).hasSize(1);
  }

  @Test
  void theRiskFindsFraud() throws Exception {
    PeriodResult all = evaluate(request(labels(ROWS), Period.ALL)).periods().getFirst();
    assertThat(all.layers().get("total").auroc()).isGreaterThan(0.8);
  }

  @Test
  void onlyFraudsHaveATypology() throws Exception {
    EvaluationResult result = evaluate(request(labels(ROWS), Period.ALL));
    assertThat(result.typologies().stream().mapToLong(t -> t.transactions()).sum())
        .isEqualTo(frauds());
    assertThat(result.typologies()).extracting(t -> t.typology()).doesNotContain("merchant_launch");
  }

  @Test
  void unknownLabelsAreLeftOutAndUnmatchedOnesCounted() throws Exception {
    String known = ROWS.get(5_000).transaction().id();
    EvaluationResult result =
        evaluate(request(labels(ROWS.subList(0, 100), "nowhere,1,", known + ",,"), Period.ALL));
    assertThat(result.labelled()).isEqualTo(100);
    assertThat(result.unmatched()).isEqualTo(1);
  }

  @Test
  void onlyTheWindowIsEvaluated() throws Exception {
    long from = ROWS.get(4_000).transaction().timestampMicros();
    long to = ROWS.get(5_000).transaction().timestampMicros();
    EvaluationResult result =
        evaluate(new EvaluateRequest(labels(ROWS), Period.ALL, from, to, null, 60, List.of(10)));
    assertThat(result.labelled()).isEqualTo(1_000);
  }

  @Test
  void labelsThatMeetNoVerdictAreRefused() throws Exception {
    Path labels = labels(List.of(), "nowhere,1,");
    assertThatThrownBy(() -> evaluate(request(labels, Period.ALL)))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("none of the 1 labels");
  }

  @Test
  void anUnknownModelIsNamed() throws Exception {
    Path labels = labels(ROWS);
    assertThatThrownBy(() ->
            evaluate(new EvaluateRequest(labels, Period.ALL, null, null, "m9", 60, List.of(1))))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("there is no model 'm9'");
  }
}
