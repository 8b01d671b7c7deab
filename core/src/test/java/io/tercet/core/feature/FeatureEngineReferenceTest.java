package io.tercet.core.feature;

import io.tercet.core.transaction.TransactionBlock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeatureEngineReferenceTest {
  /** Their whole buckets are kept to 0.2 %. */
  private static final Set<Feature> WINDOWS =
      EnumSet.of(
          Feature.RECEIVED_1H,
          Feature.RECEIVED_24H,
          Feature.RECEIVED_24H_S,
          Feature.SUM_24H,
          Feature.SUM_7D,
          Feature.FLOW_7D_R);

  /** Sums are floats here and doubles there; sines come from a table of 1,024 steps. */
  private static double tolerance(Feature feature, double expected) {
    if (WINDOWS.contains(feature)) {
      return 0.004;
    }
    return switch (feature.unit()) {
      case DIGITS, FLAG -> 0;
      case CYCLE -> 2 * Math.PI / 1024;
      case LN_COUNT, LN_SECONDS, LN_PER_DAY -> 2e-6 * (1 + Math.abs(expected));
      case LN_AMOUNT, LN_RATIO, LN_SHARE, SHARE, DEVIATIONS -> 2e-4 * (1 + Math.abs(expected));
    };
  }

  @Test
  void everyFeatureIsWhatItsDefinitionSays() {
    for (long seed = 0; seed < 80; seed++) {
      TransactionBlock rows = Streams.ordinary(seed, seed < 4 ? 900 : 200);
      float[][] features = FeatureRuns.batch(new FeatureEngine(Streams.OPTIONS), rows);
      SlowFeatures slow = new SlowFeatures();
      for (int i = 0; i < rows.size; i++) {
        Map<Feature, Double> expected = slow.next(rows, i);
        for (Feature feature : Feature.values()) {
          double value = features[i][feature.ordinal()];
          compare(feature, value, expected.getOrDefault(feature, Double.NaN), seed, i);
        }
      }
    }
  }

  private static void compare(Feature feature, double value, double expected, long seed, int i) {
    boolean same =
        Double.isNaN(expected)
            ? Double.isNaN(value)
            : Math.abs(value - expected) <= tolerance(feature, expected);
    if (!same) {
      throw new AssertionError(
          "seed %d, row %d: %s is %s, by its definition %s"
              .formatted(seed, i, feature.id(), value, expected));
    }
  }
}
