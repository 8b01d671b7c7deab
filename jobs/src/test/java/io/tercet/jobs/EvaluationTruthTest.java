package io.tercet.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tercet.core.evaluation.RecallEstimate;
import io.tercet.core.simulation.SimulatedTransaction;
import io.tercet.core.transaction.Transaction;
import io.tercet.jobs.CalibrationResult.Budget;
import io.tercet.jobs.CalibrationResult.Month;
import io.tercet.jobs.CalibrationResult.Share;
import io.tercet.jobs.EvaluateRequest.Period;
import io.tercet.jobs.EvaluationDetails.Comparison;
import io.tercet.jobs.EvaluationDetails.Coverage;
import io.tercet.jobs.EvaluationDetails.VerdictTypology;
import io.tercet.jobs.SampleJob.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an evaluation must not believe, and what it can say without labels: 8,000 simulated
 * transactions of 30 days, scored by two models that learnt from the first half.
 */
class EvaluationTruthTest {
  private static final long DAY = 86_400_000_000L;
  private static final List<SimulatedTransaction> ROWS =
      Pipeline.traffic(8_000, 11).stream()
          .sorted(Comparator.comparingLong(row -> row.transaction().timestampMicros()))
          .toList();
  private static final long HALF = ROWS.get(4_000).transaction().timestampMicros();
  private static final long LAST = ROWS.get(7_999).transaction().timestampMicros();

  @TempDir static Path folder;
  private static @Nullable Pipeline pipeline;
  private static String first = "";
  private static String second = "";
  private static String run = "";

  @BeforeAll
  static void detect() {
    Pipeline open = Pipeline.in(folder).add(ROWS);
    pipeline = open;
    first = train(1);
    run = open.detect().runId();
    second = train(2);
    open.window(0L, LAST + 1);
  }

  private static String train(long seed) {
    return open()
        .train(new TrainRequest(null, HALF, seed, Pipeline.small(), TrainRequest.DEFAULT_MAX_ROWS))
        .version();
  }

  @AfterAll
  static void close() {
    open().close();
  }

  private static Pipeline open() {
    return Objects.requireNonNull(pipeline);
  }

  private static Path labels(String column, Function<SimulatedTransaction, String> value)
      throws Exception {
    return labels(ROWS, column, value);
  }

  private static Path labels(
      List<SimulatedTransaction> rows, String column, Function<SimulatedTransaction, String> value)
      throws Exception {
    List<String> lines = new ArrayList<>(List.of("transaction_id,label," + column));
    for (SimulatedTransaction row : rows) {
      lines.add(
          "%s,%d,%s".formatted(row.transaction().id(), row.fraud() ? 1 : 0, value.apply(row)));
    }
    return Files.write(folder.resolve("labels.csv"), lines);
  }

  private static Path labels() throws Exception {
    return labels("typology", SimulatedTransaction::typology);
  }

  private static EvaluateRequest request(Path labels, EvaluateOptions options) {
    return new EvaluateRequest(labels, Period.ALL, null, null, null, 60, List.of(10), options);
  }

  private static EvaluationResult evaluate(Path labels, EvaluateOptions options) {
    return new EvaluateJob(open().store).run(request(labels, options), Progress.NONE);
  }

  private static long rows(java.util.function.LongPredicate time) {
    return ROWS.stream().filter(r -> time.test(r.transaction().timestampMicros())).count();
  }

  private static String iso(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  @Test
  void transactionsFromBeforeTheEndOfTrainingAreCountedAndCanBeLeftOut() throws Exception {
    EvaluationResult all = evaluate(labels(), EvaluateOptions.DEFAULTS);
    Coverage coverage = all.details().coverage();
    assertThat(all.labelled()).isEqualTo(8_000);
    assertThat(coverage.inTraining()).isEqualTo(rows(time -> time < HALF)).isPositive();
    assertThat(all.details().notes()).anyMatch(note -> note.contains("--after-training"));

    EvaluationResult after = evaluate(labels(), EvaluateOptions.DEFAULTS.withAfterTraining(true));
    assertThat(after.labelled()).isEqualTo(rows(time -> time >= HALF));
    assertThat(after.unmatched()).isZero();
    assertThat(after.details().notes()).noneMatch(note -> note.contains("--after-training"));
  }

  @Test
  void aLabelCountsOnceItIsMature() throws Exception {
    EvaluationResult result =
        evaluate(labels(), EvaluateOptions.DEFAULTS.withMaturity(7 * DAY, null));
    assertThat(result.labelled()).isEqualTo(rows(time -> time <= LAST - 7 * DAY));
    assertThat(result.details().coverage().immature())
        .isEqualTo(rows(time -> time > LAST - 7 * DAY))
        .isPositive();
    assertThat(result.unmatched()).isZero();
  }

  @Test
  void aLabelThatIsKnownLaterThanOneLooksDoesNotCount() throws Exception {
    Path labels = labels("labelled_at", row -> iso(row.transaction().timestampMicros() + 3 * DAY));
    long asOf = LAST - 5 * DAY;
    EvaluationResult result = evaluate(labels, EvaluateOptions.DEFAULTS.withMaturity(0, asOf));
    assertThat(result.labelled()).isEqualTo(rows(time -> time + 3 * DAY <= asOf));
    assertThat(result.details().coverage().asOf()).isEqualTo(Instant.parse(iso(asOf)));
    // Without a moment from which one looks all of them count.
    assertThat(evaluate(labels, EvaluateOptions.DEFAULTS).labelled()).isEqualTo(8_000);
  }

  @Test
  void nothingMatureIsSaid() throws Exception {
    Path labels = labels();
    assertThatThrownBy(
            () -> evaluate(labels, EvaluateOptions.DEFAULTS.withMaturity(1000 * DAY, null)))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("8000 are not mature");
  }

  @Test
  void labelsFromBeforeTheirTransactionAreRefused() throws Exception {
    Path labels =
        labels(
            "labelled_at",
            row -> iso(row.transaction().timestampMicros() + (row.fraud() ? -DAY : DAY)));
    assertThatThrownBy(() -> evaluate(labels, EvaluateOptions.DEFAULTS))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("known before their transaction happened")
        .hasMessageContaining(
            ROWS.stream()
                .filter(SimulatedTransaction::fraud)
                .findFirst()
                .map(row -> row.transaction().id())
                .orElseThrow());
  }

  /** A copy of the traffic in which a field is made of the label. */
  private static void assertLeak(
      String name, Function<SimulatedTransaction, Transaction> leaky, String column)
      throws Exception {
    List<SimulatedTransaction> rows = ROWS.subList(0, 2_500);
    try (Pipeline other = new Pipeline(folder.resolve(name + ".duckdb"))) {
      other.addAll(rows.stream().map(leaky).toList());
      other.train(1);
      other.detect();
      Path labels = labels(rows, "typology", SimulatedTransaction::typology);
      assertThatThrownBy(() ->
              new EvaluateJob(other.store)
                  .run(request(labels, EvaluateOptions.DEFAULTS), Progress.NONE))
          .isInstanceOf(JobException.class)
          .hasMessageContaining("'" + column + "' is the label under another name");
    }
  }

  @Test
  void aLabelThatWasImportedAsAFieldIsRefused() throws Exception {
    assertLeak(
        "fee",
        row -> {
          Transaction t = row.transaction();
          return new Transaction(
              t.id(),
              t.timestampMicros(),
              t.account(),
              t.type(),
              t.currency(),
              t.amount(),
              row.fraud() ? 1 : 0,
              t.fromAddress(),
              t.toAddress(),
              t.status(),
              t.senderNonce());
        },
        "fee");
    assertLeak(
        "status",
        row -> {
          Transaction t = row.transaction();
          return new Transaction(
              t.id(),
              t.timestampMicros(),
              t.account(),
              t.type(),
              t.currency(),
              t.amount(),
              t.fee(),
              t.fromAddress(),
              t.toAddress(),
              row.fraud() ? row.typology() : "legit",
              t.senderNonce());
        },
        "status");
  }

  @Test
  void oneClassAloneGivesWhatIsPossibleAndSaysSo() throws Exception {
    List<SimulatedTransaction> frauds = ROWS.stream().filter(SimulatedTransaction::fraud).toList();
    EvaluationResult result =
        evaluate(labels(frauds, "typology", row -> row.typology()), EvaluateOptions.DEFAULTS);
    assertThat(result.labelled()).isEqualTo(frauds.size());
    assertThat(result.details().notes()).anyMatch(note -> note.contains("needs both classes"));
    assertThat(result.periods().getFirst().layers().get("total").auroc()).isNaN();
    assertThat(result.periods().getFirst().recall()).isBetween(0.0, 1.0);
    assertThat(result.details().curve()).isEmpty();
  }

  @Test
  void modelsAreComparedOnTheSameTransactions() throws Exception {
    Comparison comparison =
        Objects.requireNonNull(
            evaluate(labels(), EvaluateOptions.DEFAULTS.withCompare(first)).details().comparison());
    assertThat(comparison.model()).isEqualTo(second);
    assertThat(comparison.other()).isEqualTo(first);
    assertThat(comparison.transactions()).isEqualTo(8_000);
    EvaluationResult alone =
        new EvaluateJob(open().store)
            .run(
                new EvaluateRequest(labels(), Period.ALL, null, null, first, 60, List.of(10)),
                Progress.NONE);
    assertThat(comparison.auroc().second())
        .isCloseTo(alone.periods().getFirst().layers().get("total").auroc(), within(1e-12));
    assertThat(comparison.auroc().p()).isBetween(0.0, 1.0);
    assertThat(comparison.auroc().difference().isKnown()).isTrue();
  }

  @Test
  void aRunStandsForItsModel() throws Exception {
    Comparison comparison =
        Objects.requireNonNull(
            evaluate(labels(), EvaluateOptions.DEFAULTS.withCompare(run)).details().comparison());
    assertThat(comparison.other()).isEqualTo(first);
  }

  @Test
  void aModelIsNotComparedWithItselfNorWithOneThatScoredNothing() throws Exception {
    Path labels = labels();
    assertThatThrownBy(() -> evaluate(labels, EvaluateOptions.DEFAULTS.withCompare(second)))
        .hasMessageContaining("--model VERSION --compare");
    assertThatThrownBy(() -> evaluate(labels, EvaluateOptions.DEFAULTS.withCompare("nope")))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("no model or run 'nope'");
    String third = train(3);
    assertThatThrownBy(() -> evaluate(labels, EvaluateOptions.DEFAULTS.withCompare(third)))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("tercet detect --model " + third + " --from ");
  }

  @Test
  void calibrationCountsWhatIsStored() {
    CalibrationResult result =
        new CalibrationJob(open().store)
            .run(request(Path.of("none"), EvaluateOptions.DEFAULTS), Progress.NONE);
    Month all = result.months().getFirst();
    assertThat(all.transactions()).isEqualTo(8_000);
    assertThat(result.months().stream().skip(1).mapToLong(Month::transactions).sum())
        .isEqualTo(8_000);
    for (Share share : all.layers().get("total")) {
      assertThat(share.count())
          .isEqualTo(
              open()
                  .number("SELECT count(*) FROM scores WHERE total_risk_score >= " + share.risk()));
      assertThat(share.interval().contains(share.permille())).isTrue();
    }
    assertThat(all.layers().get("autoencoder").getFirst().count())
        .isEqualTo(open().number("SELECT count(*) FROM scores WHERE autoencoder_score >= 60"));
    assertThat(all.layers().get("total").getFirst().nominal()).isEqualTo(0.001, within(1e-15));
  }

  @Test
  void aShareIsCalibratedWithinAFactorOfTwo() {
    assertThat(new Share(60, 0.001, 100, 100_000).isCalibrated()).isTrue();
    assertThat(new Share(60, 0.001, 250, 100_000).isCalibrated()).isFalse();
    assertThat(new Share(60, 0.001, 30, 100_000).isCalibrated()).isFalse();
    // So few that they tell nothing.
    assertThat(new Share(95, 1.78e-5, 0, 10_000).isCalibrated()).isTrue();
  }

  @Test
  void aBudgetIsHeldAgainstWhatWasRaised() throws Exception {
    EvaluationResult result = evaluate(labels(), EvaluateOptions.DEFAULTS.withBudget(5.0));
    Budget budget = Objects.requireNonNull(result.details().calibration().budget());
    assertThat(budget.threshold()).isEqualTo(result.details().threshold());
    assertThat(budget.months().getFirst().raised())
        .isEqualTo(
            open()
                .number(
                    "SELECT count(*) FROM scores WHERE total_risk_score >= " + budget.threshold()))
        .isEqualTo(result.periods().getFirst().alerts());
    assertThat(budget.months().getFirst().wanted())
        .isEqualTo(5.0 * budget.months().getFirst().days());
    assertThat(budget.months().getFirst().forecast())
        .isCloseTo(budget.months().getFirst().wanted(), within(10.0));
    assertThat(result.periods().getFirst().queue().perDay()).isEqualTo(5);
  }

  @Test
  void aSampleIsDrawnBelowTheThresholdAndTheSameAgain() {
    EvaluateRequest request = request(Path.of("none"), EvaluateOptions.DEFAULTS);
    SampleJob job = new SampleJob(open().store);
    Sample sample = job.run(request, 300, 1, Progress.NONE);
    assertThat(sample.rows()).hasSize(300).allMatch(row -> row.risk() < 60);
    assertThat(sample.below())
        .isEqualTo(open().number("SELECT count(*) FROM scores WHERE total_risk_score < 60"));
    assertThat(sample.inclusionProbability()).isEqualTo(300.0 / sample.below());
    assertThat(job.run(request, 300, 1, Progress.NONE)).isEqualTo(sample);
    assertThat(job.run(request, 300, 2, Progress.NONE)).isNotEqualTo(sample);
    assertThat(job.run(request, 100_000, 1, Progress.NONE).rows()).hasSize((int) sample.below());
  }

  @Test
  void aReviewedSampleEstimatesRecall() throws Exception {
    Sample sample =
        new SampleJob(open().store)
            .run(request(Path.of("none"), EvaluateOptions.DEFAULTS), 2_000, 5, Progress.NONE);
    List<String> drawn = new ArrayList<>();
    var truth =
        ROWS.stream()
            .collect(Collectors.toMap(row -> row.transaction().id(), row -> row.fraud() ? 1 : 0));
    sample
        .rows()
        .forEach(row -> {
          String id = row.transaction().transaction().id();
          drawn.add("%s,60.0,%s,%d".formatted(id, sample.inclusionProbability(), truth.get(id)));
        });
    drawn.addFirst("transaction_id,sampled_below,inclusion_probability,label");
    Path reviewed = Files.write(folder.resolve("review.csv"), drawn);

    EvaluationResult result = evaluate(labels(), EvaluateOptions.DEFAULTS.withReviewed(reviewed));

    RecallEstimate estimate = Objects.requireNonNull(result.details().sampledRecall());
    assertThat(estimate.interval().contains(result.periods().getFirst().recall()))
        .as("%s holds %s", estimate, result.periods().getFirst().recall())
        .isTrue();
    EvaluateRequest other =
        new EvaluateRequest(
            labels(),
            Period.ALL,
            null,
            null,
            null,
            70,
            List.of(10),
            EvaluateOptions.DEFAULTS.withReviewed(reviewed));
    assertThatThrownBy(() -> new EvaluateJob(open().store).run(other, Progress.NONE))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("drawn below risk 60.0")
        .hasMessageContaining("--threshold 60.0");
  }

  @Test
  void everyFraudAndAlertHasOneTypologyOfItsVerdict() throws Exception {
    EvaluationResult result = evaluate(labels(), EvaluateOptions.DEFAULTS);
    List<VerdictTypology> spoken = result.details().verdictTypologies();
    assertThat(spoken.stream().mapToLong(VerdictTypology::alerts).sum())
        .isEqualTo(result.periods().getFirst().alerts());
    assertThat(spoken.stream().mapToLong(VerdictTypology::frauds).sum())
        .isEqualTo(result.periods().getFirst().frauds());
    assertThat(spoken).extracting(VerdictTypology::typology).contains("new_collector");
  }

  @Test
  void youngAccountsAreThoseFirstSeenLately() throws Exception {
    EvaluationResult result = evaluate(labels(), EvaluateOptions.DEFAULTS.withYoungDays(10));
    var young = result.details().young();
    long expected =
        open()
            .number(
                """
                WITH seen AS (
                  SELECT key, min(timestamp)::DATE AS first FROM (
                    SELECT customer_key AS key, timestamp FROM transactions
                    UNION ALL SELECT sender_key, timestamp FROM transactions
                    UNION ALL SELECT receiver_key, timestamp FROM transactions) GROUP BY key)
                SELECT count(*) FROM transactions t JOIN seen ON seen.key = t.customer_key
                WHERE t.timestamp::DATE - first < 10
                  AND t.timestamp::DATE >= (SELECT min(timestamp)::DATE + 10 FROM transactions)\
                """);
    assertThat(young.transactions()).isEqualTo(expected).isPositive();
    assertThat(young.accounts()).isPositive();
    assertThat(young.layers().get("total").auroc()).isBetween(0.0, 1.0);
  }

  @Test
  void currenciesAddUpToAll() throws Exception {
    EvaluationResult result = evaluate(labels(), EvaluateOptions.DEFAULTS);
    var currencies = result.details().currencies();
    assertThat(currencies.stream().mapToLong(c -> c.frauds()).sum())
        .isEqualTo(result.periods().getFirst().frauds());
    assertThat(currencies).extracting(c -> c.currency()).contains("ETH").doesNotContain("?");
  }

  @Test
  void theSameEvaluationGivesTheSameFigures() throws Exception {
    assertThat(evaluate(labels(), EvaluateOptions.DEFAULTS).toString())
        .isEqualTo(evaluate(labels(), EvaluateOptions.DEFAULTS).toString());
  }

  @Test
  void optionsOutOfRangeAreNamed() {
    EvaluateOptions options = EvaluateOptions.DEFAULTS;
    assertThatThrownBy(() -> options.withMaturity(-1, null)).hasMessageContaining("maturity");
    assertThatThrownBy(() -> options.withBudget(0.0)).hasMessageContaining("budget");
    assertThatThrownBy(() -> options.withYoungDays(0)).hasMessageContaining("young");
    assertThatThrownBy(() -> options.withBootstrap(5, 1)).hasMessageContaining("[100, 10000]");
  }
}
