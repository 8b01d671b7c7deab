package io.tercet.jobs;

/** Where blocks of transactions with their features come from, in order. */
interface BlockSource extends AutoCloseable {
  /** Empties {@code block} and fills it with the next rows; it stays empty after the last. */
  void read(FlowBlock block);

  /**
   * Completes the features of a block that was read, on another thread than {@link #read}, but in
   * the same order.
   */
  void complete(FlowBlock block);

  @Override
  void close();
}
