package io.tercet.jobs;

import io.tercet.core.ensemble.RiskLevel;
import io.tercet.core.evaluation.DailyQueue;
import java.util.BitSet;
import java.util.List;

/**
 * What each day brought. Periods are ranges of days, and a bootstrap draws days, so that everything
 * but the rankings is counted once.
 */
final class DailySums {
  final double[] rows;
  final double[] frauds;
  final double[] alerts;

  /** Frauds among the alerts. */
  final double[] caught;

  /** The frauds' amounts as they are, and of those in alerts. */
  final double[] value;

  final double[] valueCaught;

  /** The same in medians of the currencies. */
  final double[] medians;

  final double[] mediansCaught;

  /** Read in the daily queue, the frauds among them, and those frauds' amount in medians. */
  final double[] read;

  final double[] readFrauds;
  final double[] readMedians;

  /** Sum of risks. */
  final double[] risk;

  /** Verdicts by day and level. */
  final long[][] levels;

  /** Precision by k and day: of transactions, of accounts, of accounts that were not yet found. */
  final double[][] precision;

  final double[][] accountPrecision;
  final double[][] cardPrecision;

  /** Rows that the daily queue reads. */
  final BitSet inQueue = new BitSet();

  private final ScoredRows all;
  private final List<Integer> ks;
  private final DailyQueue queue = new DailyQueue();
  private final BitSet[] found;
  private final int[] seenOn;
  private final int[] entryOf;

  private DailySums(ScoredRows all, List<Integer> ks) {
    int days = all.days();
    this.all = all;
    this.ks = ks;
    rows = new double[days];
    frauds = new double[days];
    alerts = new double[days];
    caught = new double[days];
    value = new double[days];
    valueCaught = new double[days];
    medians = new double[days];
    mediansCaught = new double[days];
    read = new double[days];
    readFrauds = new double[days];
    readMedians = new double[days];
    risk = new double[days];
    levels = new long[days][RiskLevel.values().length];
    precision = new double[ks.size()][days];
    accountPrecision = new double[ks.size()][days];
    cardPrecision = new double[ks.size()][days];
    found = new BitSet[ks.size()];
    for (int k = 0; k < found.length; k++) {
      found[k] = new BitSet();
    }
    seenOn = new int[all.accounts().size()];
    entryOf = new int[all.accounts().size()];
  }

  /**
   * Counts.
   *
   * @param threshold the risk from which a row is an alert
   * @param ks for precision among the k highest of a day
   * @param perDay how many the daily queue reads
   */
  static DailySums of(
      ScoredRows all, CurrencyAmounts amounts, double threshold, List<Integer> ks, int perDay) {
    DailySums sums = new DailySums(all, ks);
    for (int day = 0; day < all.days(); day++) {
      sums.count(day, threshold, amounts);
      sums.transactions(day, perDay, amounts);
      sums.accounts(day);
    }
    return sums;
  }

  private void count(int day, double threshold, CurrencyAmounts amounts) {
    for (int row = all.begin(day); row < all.begin(day + 1); row++) {
      boolean alert = all.risk(ScoredRows.TOTAL, row) >= threshold;
      rows[day]++;
      risk[day] += all.risk(ScoredRows.TOTAL, row);
      levels[day][all.level(row)]++;
      alerts[day] += alert ? 1 : 0;
      if (all.isFraud(row)) {
        double inMedians = amounts.inMedians(row);
        frauds[day]++;
        value[day] += all.amount(row);
        medians[day] += inMedians;
        caught[day] += alert ? 1 : 0;
        valueCaught[day] += alert ? all.amount(row) : 0;
        mediansCaught[day] += alert ? inMedians : 0;
      }
    }
  }

  private void transactions(int day, int perDay, CurrencyAmounts amounts) {
    int begin = all.begin(day);
    queue.clear();
    for (int row = begin; row < all.begin(day + 1); row++) {
      queue.add(all.risk(ScoredRows.TOTAL, row), all.isFraud(row), 0);
    }
    queue.sort();
    for (int k = 0; k < ks.size(); k++) {
      precision[k][day] = queue.hits(ks.get(k)) / ks.get(k);
    }
    for (int place = 0; place < Math.min(perDay, queue.size()); place++) {
      int row = begin + queue.entry(place);
      inQueue.set(row);
      read[day]++;
      readFrauds[day] += all.isFraud(row) ? 1 : 0;
      readMedians[day] += all.isFraud(row) ? amounts.inMedians(row) : 0;
    }
  }

  /** An account's risk of a day is its highest; it is fraudulent if any of its transactions is. */
  private void accounts(int day) {
    queue.clear();
    for (int row = all.begin(day); row < all.begin(day + 1); row++) {
      int account = all.account(row);
      float itsRisk = all.risk(ScoredRows.TOTAL, row);
      if (seenOn[account] == day + 1) {
        queue.raise(entryOf[account], itsRisk, all.isFraud(row));
      } else {
        seenOn[account] = day + 1;
        entryOf[account] = queue.add(itsRisk, all.isFraud(row), account);
      }
    }
    queue.sort();
    for (int k = 0; k < ks.size(); k++) {
      accountPrecision[k][day] = queue.hits(ks.get(k)) / ks.get(k);
      cardPrecision[k][day] = (double) queue.newHits(ks.get(k), found[k]) / ks.get(k);
    }
  }
}
