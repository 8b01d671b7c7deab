package io.tercet.core.detector.statistical;

import io.tercet.core.feature.Feature;
import io.tercet.core.feature.FeatureBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What rows must pass for a typology to apply to them. NaN opens no gate. */
sealed interface Gate {
  /** The share of the training rows that pass, about; in (0, 1]. */
  double share();

  /**
   * Keeps those of {@code rows[0, n)} that pass, in order.
   *
   * @param places where the values of each feature lie
   * @param kept may be {@code rows}
   * @return how many pass
   */
  int pass(FeatureBlock block, int[][] places, int[] rows, int n, int[] kept);

  /** The gates of a typology, the one that fewest rows pass first. */
  static List<Gate> of(Typology typology, TailTable[] tails) {
    List<Gate> gates = new ArrayList<>();
    if (typology.scope() == Typology.Scope.ACCOUNTS) {
      gates.add(value(Feature.ACCOUNT, true, StatisticalLayer.NAMED_ACCOUNT, tails));
    }
    for (Condition condition : typology.conditions()) {
      if (!Double.isNaN(condition.gateValue())) {
        float limit = (float) condition.gateValue();
        gates.add(value(condition.feature(), condition.isHigh(), limit, tails));
      }
      if (condition.gateTail() < 1) {
        gates.add(tail(condition, tails));
      }
    }
    gates.sort(Comparator.comparingDouble(Gate::share)); // stable: as declared where alike
    return List.copyOf(gates);
  }

  private static Gate value(Feature feature, boolean high, float limit, TailTable[] tails) {
    int f = feature.ordinal();
    double share = tails[f].tail(limit, high);
    return high ? new AtLeast(f, limit, share) : new AtMost(f, limit, share);
  }

  /** A tail is at most so much exactly from some place on, so that none is looked up. */
  private static Gate tail(Condition condition, TailTable[] tails) {
    TailTable table = tails[condition.feature().ordinal()];
    float[] surprise = table.surprise(condition.isHigh());
    float least = (float) -StrictMath.log(condition.gateTail());
    int from = 1;
    int to = surprise.length - 1;
    while (condition.isHigh() && from <= to && surprise[from] < least) {
      from++;
    }
    while (!condition.isHigh() && from <= to && surprise[to] < least) {
      to--;
    }
    return new Within(condition.feature().ordinal(), from, to, condition.gateTail());
  }

  /** The value is at least {@code limit}. */
  record AtLeast(int feature, float limit, double share) implements Gate {
    @Override
    public int pass(FeatureBlock block, int[][] places, int[] rows, int n, int[] kept) {
      return TypologyKernels.atLeast(block.columns[feature], limit, rows, n, kept);
    }
  }

  /** The value is at most {@code limit}. */
  record AtMost(int feature, float limit, double share) implements Gate {
    @Override
    public int pass(FeatureBlock block, int[][] places, int[] rows, int n, int[] kept) {
      return TypologyKernels.atMost(block.columns[feature], limit, rows, n, kept);
    }
  }

  /** The value's place is in {@code [from, to]}. */
  record Within(int feature, int from, int to, double share) implements Gate {
    @Override
    public int pass(FeatureBlock block, int[][] places, int[] rows, int n, int[] kept) {
      return TypologyKernels.within(places[feature], from, to, rows, n, kept);
    }
  }
}
