package io.tercet.benchmarks.peers;

/**
 * One measurement.
 *
 * @param rows of all passes, ≥ 1
 * @param cpu seconds of processor time
 * @param wall seconds
 */
record Sample(long rows, double cpu, double wall) {
  /** Processor time a row, in microseconds. */
  double microsPerRow() {
    return cpu / rows * 1e6;
  }
}
