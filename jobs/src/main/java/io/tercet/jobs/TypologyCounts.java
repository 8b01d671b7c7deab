package io.tercet.jobs;

import io.tercet.core.detector.statistical.Typology;
import io.tercet.jobs.EvaluationDetails.VerdictTypology;
import io.tercet.jobs.EvaluationResult.TypologyResult;
import io.tercet.store.ModelRegistry;
import io.tercet.store.ModelRegistry.ModelRecord;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was found of each typology: as the labels name them, and as the verdicts do. */
final class TypologyCounts {
  private static final String NONE = "none";

  private TypologyCounts() {}

  /** Recall of each typology that the labels name, worst first. */
  static List<TypologyResult> byLabel(
      ScoredRows rows, List<String> names, BitSet inQueue, double threshold) {
    long[][] counts = new long[names.size()][3];
    for (int row = 0; row < rows.size(); row++) {
      if (rows.typology(row) != Labels.NO_TYPOLOGY) {
        long[] count = counts[rows.typology(row)];
        count[0]++;
        count[1] += rows.risk(ScoredRows.TOTAL, row) >= threshold ? 1 : 0;
        count[2] += inQueue.get(row) ? 1 : 0;
      }
    }
    List<TypologyResult> results = new ArrayList<>();
    for (int t = 0; t < counts.length; t++) {
      if (counts[t][0] > 0) {
        results.add(new TypologyResult(names.get(t), counts[t][0], counts[t][1], counts[t][2]));
      }
    }
    results.sort(
        Comparator.comparingDouble((TypologyResult r) -> (double) r.atBudget() / r.transactions())
            .thenComparing(TypologyResult::typology));
    return results;
  }

  /** Precision of each typology that verdicts name, most alerts first. */
  static List<VerdictTypology> byVerdict(ScoredRows rows, ModelRegistry models, double threshold) {
    List<List<String>> names = names(rows, models);
    Map<String, long[]> counts = new TreeMap<>();
    for (int row = 0; row < rows.size(); row++) {
      boolean alert = rows.risk(ScoredRows.TOTAL, row) >= threshold;
      if (alert || rows.isFraud(row)) {
        String name = name(names.get(rows.model(row)), rows.spoken(row));
        long[] count = counts.computeIfAbsent(name, n -> new long[3]);
        count[0] += alert ? 1 : 0;
        count[1] += alert && rows.isFraud(row) ? 1 : 0;
        count[2] += rows.isFraud(row) ? 1 : 0;
      }
    }
    List<VerdictTypology> results = new ArrayList<>();
    counts.forEach((name, c) -> results.add(new VerdictTypology(name, c[0], c[1], c[2])));
    results.sort(
        Comparator.comparingLong(VerdictTypology::alerts)
            .reversed()
            .thenComparing(VerdictTypology::typology));
    return results;
  }

  private static String name(List<String> names, int spoken) {
    if (spoken < 0) {
      return NONE;
    }
    return spoken < names.size() ? names.get(spoken) : "#" + spoken;
  }

  private static List<List<String>> names(ScoredRows rows, ModelRegistry models) {
    Map<Integer, ModelRecord> numbered = models.numbered();
    List<List<String>> names = new ArrayList<>();
    for (int m = 0; m < rows.models(); m++) {
      ModelRecord model = numbered.get(rows.modelNumber(m));
      names.add(
          model == null
              ? List.of()
              : ModelFiles.load(models, model.version()).model().options().typologies().stream()
                  .map(Typology::id)
                  .toList());
    }
    return names;
  }
}
