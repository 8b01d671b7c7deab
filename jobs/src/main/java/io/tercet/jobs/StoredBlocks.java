package io.tercet.jobs;

import io.tercet.core.feature.FeatureEngine;
import io.tercet.store.TransactionStore.TransactionReader;

/**
 * Blocks that are read from the store and whose features an engine computes.
 *
 * @param reader will be closed
 */
record StoredBlocks(TransactionReader reader, FeatureEngine engine) implements BlockSource {
  @Override
  public void read(FlowBlock block) {
    reader.next(block.transactions);
  }

  @Override
  public void complete(FlowBlock block) {
    engine.process(block.transactions, block.features);
  }

  @Override
  public void close() {
    reader.close();
  }
}
