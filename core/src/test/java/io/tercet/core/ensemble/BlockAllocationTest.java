package io.tercet.core.ensemble;

import static io.tercet.core.ensemble.SampleEnsemble.BLOCK;
import static io.tercet.core.ensemble.SampleEnsemble.MODEL;
import static io.tercet.core.ensemble.SampleEnsemble.TRAINED;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tercet.core.detector.statistical.StatisticalLayer;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.feature.FeatureEngine;
import io.tercet.core.feature.FeatureOptions;
import io.tercet.core.transaction.TransactionBlock;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What the path of a block of rows allocates: a little a block, nothing a row. */
class BlockAllocationTest {
  private static final int ROWS = 512;
  private static final int PASSES = 20;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final TransactionBlock transactions = new TransactionBlock(ROWS);
  private final FeatureBlock features = new FeatureBlock(ROWS);
  private final FeatureEngine engine = new FeatureEngine(FeatureOptions.defaults());

  BlockAllocationTest() {
    for (int i = 0; i < ROWS; i++) {
      transactions.add(BLOCK, TRAINED + i);
    }
    engine.process(transactions, features);
  }

  @Test
  void featuresOfKnownPartiesAllocateNothingPerRow() {
    assertThat(bytesPerBlock(() -> engine.process(transactions, features))).isLessThan(ROWS);
  }

  @Test
  void theStatisticalLayerAllocatesNothingPerRow() {
    StatisticalLayer.Scorer scorer = MODEL.statistical().scorer(ROWS);
    // Iterators over typologies and conditions, however many rows there are.
    assertThat(bytesPerBlock(() -> scorer.score(features))).isLessThan(4 * ROWS);
    features.size = 1;
    double one = bytesPerBlock(() -> scorer.score(features));
    features.size = ROWS;
    assertThat(bytesPerBlock(() -> scorer.score(features))).isLessThan(one + ROWS);
  }

  private double bytesPerBlock(Runnable work) {
    work.run();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < PASSES; i++) {
      work.run();
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / (double) PASSES;
  }
}
