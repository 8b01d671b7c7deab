package io.tercet.jobs;

import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.ensemble.Risk;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.Selection;
import io.tercet.store.TransactionStore;

/**
 * Which verdicts are alerts.
 *
 * @param threshold the risk from which a verdict is an alert, in [0, 100]
 * @param decides whether decisions follow the threshold rather than the levels
 */
record AlertRule(double threshold, boolean decides) {
  private static final long DAY_MICROS = 86_400_000_000L;

  /** Traffic of so many days tells how much a day brings. */
  private static final int RATE_DAYS = 30;

  /** The rule of a run: decisions follow the levels if alerts begin where they begin. */
  static AlertRule of(DetectionRun run, EnsembleModel model) {
    return new AlertRule(run.threshold(), run.threshold() != model.options().thresholds().medium());
  }

  /** The threshold of a run: as given, or that which lets the budget's share of traffic through. */
  static double threshold(
      DetectRequest request, EnsembleModel model, TransactionStore store, Selection selection) {
    Double budget = request.budgetPerDay();
    if (budget != null) {
      return Risk.threshold(Math.min(1, budget / rowsPerDay(store, selection)));
    }
    Double threshold = request.threshold();
    return threshold != null ? threshold : model.options().thresholds().medium();
  }

  /**
   * How many transactions a day brings, ≥ 1: over the selected time, but at least a day; for what
   * was ingested since an earlier run over the latest days, because that may be an hour's rows or
   * late ones of all times.
   */
  static double rowsPerDay(TransactionStore store, Selection selection) {
    var span = store.span();
    long end = Math.min(selection.toMicros(), span.lastMicros() + 1);
    long wanted =
        selection.afterSequence() > 0 ? end - RATE_DAYS * DAY_MICROS : selection.fromMicros();
    long begin = Math.min(end - DAY_MICROS, Math.max(span.firstMicros(), wanted));
    long rows = store.count(Selection.window(begin, end).through(selection.throughSequence()));
    return Math.max(1, rows * (double) DAY_MICROS / (end - begin));
  }
}
