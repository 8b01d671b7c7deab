package io.tercet.jobs;

import io.tercet.core.evaluation.DayBootstrap;
import io.tercet.core.evaluation.Ranking;
import io.tercet.core.evaluation.RankingCurve;
import io.tercet.jobs.EvaluateRequest.Period;
import io.tercet.jobs.EvaluationDetails.Coverage;
import io.tercet.jobs.EvaluationDetails.DayResult;
import io.tercet.jobs.EvaluationResult.PeriodResult;
import io.tercet.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Holds stored verdicts against labels. Labels are read and forgotten. Verdicts were made point in
 * time, so the order is that of time and nothing can be split at random.
 */
public final class EvaluateJob {
  private static final int CURVE_POINTS = 200;

  private final Store store;

  /** Creates the job on a store. */
  public EvaluateJob(Store store) {
    this.store = store;
  }

  /**
   * Evaluates.
   *
   * @throws JobException if no label has a verdict that it may judge, or a feature could have seen
   *     the labels
   */
  public EvaluationResult run(EvaluateRequest asked, Progress progress) {
    requireModels(asked);
    EvaluateRequest request = asked.withThreshold(BudgetThreshold.of(store, asked));
    progress.step("Reading labels", -1);
    Labels labels = LabelFiles.read(request.labels());
    Labels reviewed = reviewed(request);
    LabelledRows labelled = LabelledRows.read(store, request, labels, reviewed, progress);
    progress.step("Evaluating", -1);
    return new Evaluation(request, labelled).result();
  }

  private void requireModels(EvaluateRequest request) {
    String version = request.modelVersion();
    if (version != null && store.models().find(version).isEmpty()) {
      throw ModelFiles.unknown(version);
    }
    String compare = request.options().compare();
    if (compare != null) {
      ModelComparison.requireKnown(compare, store, request);
    }
  }

  private static @Nullable Labels reviewed(EvaluateRequest request) {
    Path file = request.options().reviewed();
    if (file == null) {
      return null;
    }
    Labels sample = LabelFiles.read(file);
    if (!Double.isNaN(sample.sampledBelow()) && sample.sampledBelow() != request.threshold()) {
      throw new JobException(
          "%s was drawn below risk %s, but alerts begin at %s. Use --threshold %s, or draw again."
              .formatted(file, sample.sampledBelow(), request.threshold(), sample.sampledBelow()));
    }
    return sample;
  }

  /** One evaluation under way. */
  private final class Evaluation {
    private final EvaluateRequest request;
    private final LabelledRows labelled;
    private final ScoredRows rows;
    private final CurrencyAmounts amounts;
    private final DailySums sums;

    Evaluation(EvaluateRequest request, LabelledRows labelled) {
      this.request = request;
      this.labelled = labelled;
      rows = labelled.rows();
      amounts = new CurrencyAmounts(rows);
      sums =
          DailySums.of(
              rows, amounts, request.threshold(), request.ks(), request.options().queuePerDay());
    }

    EvaluationResult result() {
      List<PeriodResult> periods = periods();
      return new EvaluationResult(
          rows.size(),
          labelled.unmatched(),
          periods,
          TypologyCounts.byLabel(
              rows, labelled.labels().typologyNames(), sums.inQueue, request.threshold()),
          details(periods.getFirst()));
    }

    private EvaluationDetails details(PeriodResult all) {
      String compare = request.options().compare();
      return new EvaluationDetails(
          request.threshold(),
          labelled.coverage(),
          TypologyCounts.byVerdict(rows, store.models(), request.threshold()),
          amounts.results(request.threshold(), store.transactions()),
          YoungAccounts.measure(rows, request.options(), store.transactions()),
          days(),
          curve(),
          labelled.counts().result(request.options().budgetPerDay()),
          compare == null ? null : ModelComparison.with(compare, store, request, labelled),
          labelled.sampledRecall(),
          notes(all));
    }

    private List<PeriodResult> periods() {
      PeriodMetrics metrics = new PeriodMetrics(rows, sums, request);
      List<PeriodResult> periods = new ArrayList<>();
      periods.add(metrics.of("all", 0, rows.days()));
      int from = 0;
      for (int day = 1; request.by() != Period.ALL && day <= rows.days(); day++) {
        if (day == rows.days() || !name(day).equals(name(from))) {
          periods.add(metrics.of(name(from), from, day));
          from = day;
        }
      }
      return periods;
    }

    private String name(int day) {
      LocalDate date = LocalDate.ofEpochDay(rows.epochDay(day));
      return request.by() == Period.MONTH
          ? "%d-%02d".formatted(date.getYear(), date.getMonthValue())
          : "%dQ%d".formatted(date.getYear(), (date.getMonthValue() + 2) / 3);
    }

    private List<DayResult> days() {
      List<DayResult> days = new ArrayList<>();
      for (int day = 0; day < rows.days(); day++) {
        days.add(
            new DayResult(
                Instant.EPOCH.plus(Duration.ofDays(rows.epochDay(day))),
                (long) sums.rows[day],
                (long) sums.frauds[day],
                (long) sums.alerts[day],
                (long) sums.caught[day],
                sums.risk[day] / sums.rows[day]));
      }
      return days;
    }

    private List<RankingCurve.Point> curve() {
      Ranking ranking = Ranking.of(rows.riskColumn(ScoredRows.TOTAL), 0, rows.size());
      return RankingCurve.of(ranking, rows.fraudColumn(), CURVE_POINTS);
    }

    private List<String> notes(PeriodResult all) {
      List<String> notes = new ArrayList<>();
      if (all.frauds() == 0 || all.frauds() == all.transactions()) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%s of the %,d labels that count is fraud: a ranking needs both classes, so AUROC and what needs the other class are missing.",
                all.frauds() == 0 ? "None" : "Each",
                all.transactions()));
      }
      if (rows.days() < DayBootstrap.LEAST_DAYS) {
        notes.add(
            "Labels of only %d days: too few to say how sure the figures are."
                .formatted(rows.days()));
      }
      coverageNotes(labelled.coverage(), notes);
      return notes;
    }

    private void coverageNotes(Coverage coverage, List<String> notes) {
      if (coverage.inTraining() > 0 && !coverage.trainingLeftOut()) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%,d of %,d transactions are from before the end of the window that their model was trained on (without labels); --after-training leaves them out.",
                coverage.inTraining(),
                rows.size()));
      }
      if (coverage.conflicts() > 0) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%,d labels contradict an earlier one for the same transaction; the last one counts.",
                coverage.conflicts()));
      }
    }
  }
}
