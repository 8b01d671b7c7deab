package io.tercet.cli.report;

import io.tercet.store.DetectionStore.StoredVerdict;
import io.tercet.store.ReportStore;
import io.tercet.store.ReportStore.AccountRisk;
import io.tercet.store.ReportStore.DayCount;
import io.tercet.store.ReportStore.LevelCount;
import io.tercet.store.Selection;
import java.time.Instant;
import java.util.List;

/**
 * Everything that a report shows.
 *
 * @param store as it calls itself
 * @param madeAt when the report was made
 * @param levels worst first
 * @param days in order of time
 * @param worst worst first
 * @param accounts worst first
 */
public record ReportData(
    String store,
    Instant madeAt,
    List<LevelCount> levels,
    List<DayCount> days,
    List<StoredVerdict> worst,
    List<AccountRisk> accounts) {

  /** Copies the lists. */
  public ReportData {
    levels = List.copyOf(levels);
    days = List.copyOf(days);
    worst = List.copyOf(worst);
    accounts = List.copyOf(accounts);
  }

  /** Asks the store; at most {@code top} transactions and accounts. */
  public static ReportData of(
      ReportStore reports, String store, Selection selection, int top, Instant madeAt) {
    return new ReportData(
        store,
        madeAt,
        reports.levels(selection),
        reports.days(selection),
        reports.worst(selection, top),
        reports.accounts(selection, top));
  }

  /** Transactions that have a verdict. */
  public long transactions() {
    return levels.stream().mapToLong(LevelCount::transactions).sum();
  }

  /** Transactions of a level, whatever the decision. */
  public long ofLevel(String level) {
    return levels.stream()
        .filter(count -> count.level().equals(level))
        .mapToLong(LevelCount::transactions)
        .sum();
  }

  /** Transactions of level medium and above. */
  public long alerts() {
    return transactions() - ofLevel("low");
  }
}
