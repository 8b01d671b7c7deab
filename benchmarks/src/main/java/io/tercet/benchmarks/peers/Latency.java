package io.tercet.benchmarks.peers;

import io.tercet.core.ensemble.EnsembleScorer;
import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.transaction.TransactionBlock;
import java.util.Arrays;
import java.util.Locale;

/**
 * One transaction through everything, features to decision, by the wall clock.
 *
 * @param median microseconds
 * @param p99 microseconds
 * @param p999 microseconds
 */
record Latency(double median, double p99, double p999) {
  private static final int PASSES = 6;

  static Latency measure(Traffic traffic) {
    EnsembleScorer scorer = traffic.model.scorer();
    TransactionBlock one = new TransactionBlock(1);
    FeatureBlock features = new FeatureBlock(1);
    VerdictBlock verdicts = new VerdictBlock(1);
    long[] nanos = new long[Traffic.SCORED];
    for (int pass = 0; pass < PASSES; pass++) {
      traffic.moveOn();
      for (int i = 0; i < nanos.length; i++) {
        one.size = 0;
        one.add(traffic.transactions[i / Traffic.BLOCK], i % Traffic.BLOCK);
        long start = System.nanoTime();
        traffic.engine.process(one, features);
        scorer.score(one, features, verdicts);
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    return new Latency(at(nanos, 0.5), at(nanos, 0.99), at(nanos, 0.999));
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) (share * sorted.length)] / 1e3;
  }

  String sentence() {
    return String.format(
        Locale.ROOT,
        "One transaction through the whole core, by the wall clock: median %.1f µs, p99 %.1f µs, p99.9 %.1f µs.",
        median,
        p99,
        p999);
  }
}
