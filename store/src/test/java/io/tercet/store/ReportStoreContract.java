package io.tercet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tercet.core.transaction.Transaction;
import io.tercet.store.DetectionStore.StoredVerdict;
import io.tercet.store.ReportStore.AccountRisk;
import io.tercet.store.ReportStore.DayCount;
import io.tercet.store.ReportStore.LevelCount;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of reports must do. */
public abstract class ReportStoreContract extends StoreContract {
  private static final int ROWS = 400;
  private static final int SALT = 37;
  private static final Selection WINDOW =
      Selection.window(Samples.START + 24 * Samples.HOUR, Samples.START + 240 * Samples.HOUR);

  @Test
  void anEmptyStoreReportsNothing() {
    ReportStore reports = store().reports();
    assertThat(reports.levels(Selection.ALL)).isEmpty();
    assertThat(reports.days(Selection.ALL)).isEmpty();
    assertThat(reports.worst(Selection.ALL, 5)).isEmpty();
    assertThat(reports.accounts(Selection.ALL, 5)).isEmpty();
    assertThat(reports.rejected(5)).isEmpty();
    assertThat(reports.totals().transactions()).isZero();
    assertThat(reports.totals().lastImport()).isNull();
    assertThat(reports.totals().lastDetection()).isNull();
  }

  @Test
  void levelsAreCountedWorstFirst() {
    detect();
    List<LevelCount> levels = store().reports().levels(WINDOW);
    assertThat(levels)
        .extracting(LevelCount::level)
        .containsExactly("critical", "high", "medium", "low");
    assertThat(levels)
        .extracting(LevelCount::decision)
        .containsExactly("blocked", "review", "review", "approved");
    Map<Boolean, Long> expected =
        selected()
            .boxed()
            .collect(Collectors.partitioningBy(i -> risk(i) < 60, Collectors.counting()));
    assertThat(levels.getLast().transactions()).isEqualTo(expected.get(true));
    assertThat(levels.stream().mapToLong(LevelCount::transactions).sum())
        .isEqualTo(expected.get(true) + expected.get(false));
  }

  @Test
  void daysAreCountedInOrder() {
    detect();
    List<DayCount> days = store().reports().days(WINDOW);
    assertThat(days).hasSize(9);
    assertThat(days).extracting(DayCount::day).isSorted();
    DayCount first = days.getFirst();
    assertThat(first.day())
        .isEqualTo(Instant.parse("2024-01-01T00:00:00Z").plus(Duration.ofDays(1)));
    List<Integer> of =
        selected().filter(i -> time(i) < Samples.START + 48 * Samples.HOUR).boxed().toList();
    assertThat(first.transactions()).isEqualTo(of.size());
    assertThat(first.medium())
        .isEqualTo(of.stream().filter(i -> risk(i) >= 60 && risk(i) < 80).count());
    assertThat(first.high())
        .isEqualTo(of.stream().filter(i -> risk(i) >= 80 && risk(i) < 95).count());
    assertThat(first.critical()).isEqualTo(of.stream().filter(i -> risk(i) >= 95).count());
    assertThat(first.maxRisk())
        .isEqualTo(of.stream().mapToDouble(i -> risk(i)).max().orElseThrow());
    assertThat(first.meanRisk())
        .isCloseTo(of.stream().mapToDouble(i -> risk(i)).average().orElseThrow(), within(1e-9));
  }

  @Test
  void theWorstComeFirst() {
    detect();
    List<StoredVerdict> worst = store().reports().worst(WINDOW, 12);
    List<Double> expected =
        selected()
            .mapToObj(i -> (double) risk(i))
            .sorted(Comparator.reverseOrder())
            .limit(12)
            .toList();
    assertThat(worst).extracting(StoredVerdict::totalRisk).isEqualTo(expected);
    assertThat(worst).allSatisfy(verdict -> assertThat(verdict.reasonsText()).isNotNull());
  }

  @Test
  void detectionsAreListedInPagesThatDoNotMove() {
    detect();
    ReportStore reports = store().reports();
    List<StoredVerdict> first = reports.detections(DetectionFilter.ALL, Long.MAX_VALUE, 10);
    assertThat(first)
        .extracting(verdict -> verdict.transaction().sequence())
        .isSortedAccordingTo(Comparator.reverseOrder())
        .startsWith((long) ROWS)
        .hasSize(10);
    List<StoredVerdict> second =
        reports.detections(DetectionFilter.ALL, first.getLast().transaction().sequence(), 5);
    assertThat(second.getFirst().transaction().sequence()).isEqualTo(ROWS - 10);
  }

  @Test
  void detectionsAreFilteredByWhatIsAskedFor() {
    detect();
    StoredVerdict any =
        store().reports().detections(DetectionFilter.ALL, Long.MAX_VALUE, 1).getFirst();
    Transaction transaction = any.transaction().transaction();
    DetectionFilter exact =
        new DetectionFilter(
            List.of(any.level()),
            List.of(any.decision(), "blocked"),
            transaction.customer(),
            transaction.timestampMicros(),
            transaction.timestampMicros() + 1,
            any.modelVersion(),
            any.runId());
    assertThat(store().reports().detections(exact, Long.MAX_VALUE, 9)).containsExactly(any);
    DetectionFilter levels =
        new DetectionFilter(List.of("high", "critical"), List.of(), null, null, null, null, null);
    assertThat(store().reports().detections(levels, Long.MAX_VALUE, ROWS))
        .hasSize((int) IntStream.range(0, ROWS).filter(i -> risk(i) >= 80).count());
    DetectionFilter nobody = DetectionFilter.ofAccount("x' OR 1=1 --");
    assertThat(store().reports().detections(nobody, Long.MAX_VALUE, 9)).isEmpty();
    assertThat(store().reports().account("nobody")).isEmpty();
    AccountRisk worst = store().reports().accounts(Selection.ALL, 1).getFirst();
    assertThat(store().reports().account(worst.account())).contains(worst);
  }

  @Test
  void accountsAreOrderedByTheirHighestRisk() {
    detect();
    List<AccountRisk> accounts = store().reports().accounts(WINDOW, 1_000);
    assertThat(accounts)
        .extracting(AccountRisk::maxRisk)
        .isSortedAccordingTo(Comparator.reverseOrder());
    Map<String, List<Integer>> expected =
        selected().boxed().collect(Collectors.groupingBy(i -> Samples.transaction(i).customer()));
    assertThat(accounts).hasSameSizeAs(expected.keySet());
    for (AccountRisk account : accounts) {
      List<Integer> of = expected.get(account.account());
      assertThat(account.transactions()).isEqualTo(of.size());
      assertThat(account.alerts()).isEqualTo(of.stream().filter(i -> risk(i) >= 60).count());
    }
    assertThat(store().reports().accounts(WINDOW, 3)).isEqualTo(accounts.subList(0, 3));
  }

  @Test
  void totalsCountEverything() {
    detect();
    ReportStore.Totals totals = store().reports().totals();
    assertThat(totals.transactions()).isEqualTo(ROWS);
    assertThat(totals.verdicts()).isEqualTo(ROWS);
    assertThat(totals.models()).isEqualTo(1);
    assertThat(totals.rejected()).isZero();
    assertThat(totals.accounts())
        .isEqualTo(
            Samples.transactions(0, ROWS).stream().map(Transaction::customer).distinct().count());
    assertThat(totals.schemaVersion()).isPositive();
    assertThat(totals.bytes()).isPositive();
    assertThat(totals.lastImport()).isEqualTo(Samples.NOW);
  }

  @Test
  void theViewsCountEachTransactionOnce() {
    detect();
    Samples.register(store(), "m2");
    Samples.detect(store(), "r2", "m2", 0, ROWS, 41);
    assertThat(sum("SELECT sum(transactions) AS n FROM daily_model_performance")).isEqualTo(ROWS);
    assertThat(sum("SELECT sum(transactions) AS n FROM hourly_statistics")).isEqualTo(ROWS);
    assertThat(sum("SELECT sum(alerts) AS n FROM hourly_statistics"))
        .isEqualTo(sum("SELECT sum(medium + high + critical) AS n FROM daily_model_performance"))
        .isPositive();
    assertThat(sum("SELECT count(*) AS n FROM crypto_transactions")).isEqualTo(ROWS);
  }

  private void detect() {
    Samples.insert(store(), Samples.transactions(0, ROWS));
    Samples.register(store(), "m1");
    Samples.detect(store(), "r1", "m1", 0, ROWS, SALT);
  }

  private long sum(String sql) {
    return ((Number) Objects.requireNonNull(store().query(sql).getFirst().get("n"))).longValue();
  }

  private static IntStream selected() {
    return IntStream.range(0, ROWS)
        .filter(i -> time(i) >= WINDOW.fromMicros() && time(i) < WINDOW.toMicros());
  }

  private static long time(int i) {
    return Samples.transaction(i).timestampMicros();
  }

  private static long risk(int i) {
    return (i + 1L) * SALT % 101;
  }
}
