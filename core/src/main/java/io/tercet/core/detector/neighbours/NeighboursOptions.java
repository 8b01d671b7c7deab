package io.tercet.core.detector.neighbours;

/**
 * Hyperparameters of a nearest-neighbour detector. Scoring takes as long as there are reference
 * rows in all; many small sets with few neighbours say more than one large set (Wu, Jermaine 2006).
 *
 * @param members sets of reference rows, in [1, {@link #MAX_MEMBERS}]; the spread of a score falls
 *     with their square root
 * @param references rows of a set, in [2, {@link #MAX_REFERENCES}]; a training window of fewer rows
 *     is used whole
 * @param neighbours k: the distance to the k-th nearest row of a set counts, in [1, references]
 */
public record NeighboursOptions(int members, int references, int neighbours) {
  /** The most sets. */
  public static final int MAX_MEMBERS = 64;

  /** The most rows of a set. */
  public static final int MAX_REFERENCES = 4096;

  public NeighboursOptions {
    requireRange("members", members, 1, MAX_MEMBERS);
    requireRange("references", references, 2, MAX_REFERENCES);
    requireRange("neighbours", neighbours, 1, references);
  }

  /** Four sets of 64 rows, k = 5. */
  public static NeighboursOptions defaults() {
    return new NeighboursOptions(4, 64, 5);
  }

  private static void requireRange(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be in [%d, %d], got %d".formatted(name, least, most, value));
    }
  }
}
