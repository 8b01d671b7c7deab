package io.tercet.jobs;

/** Blocks whose features are kept, then those of the rows after them. */
final class KeptThenStored implements BlockSource {
  private final FeatureFile kept;
  private final StoredBlocks later;
  private boolean keptIsRead;

  /**
   * Begins with the first kept block.
   *
   * @param kept stays open
   * @param later will be closed
   */
  KeptThenStored(FeatureFile kept, StoredBlocks later) {
    this.kept = kept;
    this.later = later;
  }

  @Override
  public void read(FlowBlock block) {
    block.hasFeatures = !keptIsRead && kept.next(block);
    if (!block.hasFeatures) {
      keptIsRead = true;
      later.read(block);
    }
  }

  @Override
  public void complete(FlowBlock block) {
    if (!block.hasFeatures) {
      later.complete(block);
    }
  }

  @Override
  public void close() {
    later.close();
  }
}
