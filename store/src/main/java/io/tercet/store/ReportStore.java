package io.tercet.store;

import io.tercet.store.DetectionStore.StoredVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What reports show. All over verdicts in force on transactions that happened in {@code [from,
 * to)}.
 */
public interface ReportStore {
  /** Transactions and amounts a level and decision, worst first. */
  List<LevelCount> levels(Selection selection);

  /** A day's (UTC) counts in order of time; days without a verdict are left out. */
  List<DayCount> days(Selection selection);

  /** The verdicts of highest risk, worst first. */
  List<StoredVerdict> worst(Selection selection, int limit);

  /**
   * Verdicts in force, the latest ingested first.
   *
   * @param beforeSequence only those whose transaction has a smaller ingestion sequence number, so
   *     that a page that begins where another ended does not move when more is ingested
   */
  List<StoredVerdict> detections(DetectionFilter filter, long beforeSequence, int limit);

  /** The verdicts on an account's transactions, summed up; empty if it has none. */
  Optional<AccountRisk> account(String account);

  /** The accounts with most risk: by highest risk, then by number of alerts. */
  List<AccountRisk> accounts(Selection selection, int limit);

  /** Rejected rows of the latest imports, latest first. */
  List<RejectedRow> rejected(int limit);

  /** How many rows there are of each thing; for {@code tercet status}. */
  Totals totals();

  /** How many transactions have a level and decision. */
  record LevelCount(String level, String decision, long transactions) {}

  /** A day's transactions, alerts per level, and mean and highest risk. */
  record DayCount(
      Instant day,
      long transactions,
      long medium,
      long high,
      long critical,
      double meanRisk,
      double maxRisk) {}

  /** An account's alerts (medium and above) and risk. */
  record AccountRisk(
      String account, long transactions, long alerts, double maxRisk, double meanRisk) {}

  /** A row that was not imported. */
  record RejectedRow(Instant importedAt, String file, long line, String reason, String text) {}

  /** What the store holds. */
  record Totals(
      long transactions,
      long accounts,
      long verdicts,
      long rejected,
      long models,
      int schemaVersion,
      long bytes,
      @Nullable Instant lastImport,
      @Nullable Instant lastDetection) {}
}
