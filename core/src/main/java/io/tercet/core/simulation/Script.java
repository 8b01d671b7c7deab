package io.tercet.core.simulation;

/**
 * A story and its size.
 *
 * @param minRows fewest labelled transactions that make sense
 * @param maxRows most labelled transactions
 * @param hours how long it may last
 * @param earliest first moment, as a share of the period: some stories need a past
 */
record Script(Story story, int minRows, int maxRows, double hours, double earliest) {

  static Script of(Story story, int minRows, int maxRows, double hours) {
    return new Script(story, minRows, maxRows, hours, 0);
  }

  Script after(double share) {
    return new Script(story, minRows, maxRows, hours, share);
  }

  double usualRows() {
    return (minRows + maxRows) / 2.0;
  }
}
