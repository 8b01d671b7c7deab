package io.tercet.cli.report;

import io.tercet.cli.terminal.Format;
import io.tercet.core.evaluation.RankingCurve.Point;
import io.tercet.jobs.CalibrationResult.Month;
import io.tercet.jobs.CalibrationResult.Share;
import io.tercet.jobs.EvaluationDetails.DayResult;
import io.tercet.jobs.EvaluationResult;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the page's charts draw, as JSON of numbers and dates. */
final class EvaluationChartData {
  private EvaluationChartData() {}

  static String of(EvaluationResult result) {
    List<Month> months = result.details().calibration().months();
    double base =
        result.labelled() == 0
            ? 0
            : (double) result.periods().getFirst().frauds() / result.labelled();
    return "{\"base\":%s,\"curve\":%s,\"days\":%s,\"months\":%s}"
        .formatted(
            number(base),
            list(result.details().curve(), EvaluationChartData::point),
            list(result.details().days(), EvaluationChartData::day),
            list(months.subList(1, months.size()), EvaluationChartData::month));
  }

  private static <T> String list(List<T> items, Function<T, String> text) {
    return items.stream().map(text).collect(Collectors.joining(",", "[", "]"));
  }

  private static String point(Point point) {
    return "[%s,%s,%s]"
        .formatted(
            number(point.falsePositiveRate()), number(point.recall()), number(point.precision()));
  }

  private static String day(DayResult day) {
    return "[\"%s\",%d,%d,%d]"
        .formatted(Format.day(day.day()), day.alerts(), day.caught(), day.frauds());
  }

  private static String month(Month month) {
    return "[\"%s\",%s]"
        .formatted(
            month.name(),
            list(month.layers().getOrDefault("total", List.of()), EvaluationChartData::share));
  }

  private static String share(Share share) {
    return "[%s,%s,%s]"
        .formatted(
            number(share.permille()),
            number(share.interval().low()),
            number(share.interval().high()));
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.5g", value) : "null";
  }
}
