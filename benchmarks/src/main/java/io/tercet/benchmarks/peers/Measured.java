package io.tercet.benchmarks.peers;

/**
 * What commands took, start-up included.
 *
 * @param wall seconds, one after the other
 * @param cpu seconds of processor time
 * @param rss the largest resident set of a process, in bytes
 */
record Measured(double wall, double cpu, double rss) {
  static final Measured NOTHING = new Measured(0, 0, 0);

  /** This, and then another. */
  Measured then(Measured next) {
    return new Measured(wall + next.wall, cpu + next.cpu, Math.max(rss, next.rss));
  }
}
