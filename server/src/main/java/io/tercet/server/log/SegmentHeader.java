package io.tercet.server.log;

/**
 * What all records of a segment share.
 *
 * @param firstSequence of the first record, whether there is one yet or not
 * @param modelVersion the model that gave the verdicts
 * @param threshold the risk from which a verdict is an alert
 */
public record SegmentHeader(long firstSequence, String modelVersion, double threshold) {
  /** The same model and threshold, from another record on. */
  public SegmentHeader from(long sequence) {
    return new SegmentHeader(sequence, modelVersion, threshold);
  }
}
