package io.tercet.cli.terminal;

/**
 * A column of a table.
 *
 * @param title its heading; may be empty
 * @param align where shorter cells stand
 * @param cut how cells that do not fit are shortened
 * @param least columns of the terminal below which it is not shortened, ≥ 1
 * @param rank 0 stays whatever happens; of the others the highest is left out first where even the
 *     least widths do not fit
 */
public record Column(String title, Align align, Cut cut, int least, int rank) {
  /** Where shorter cells stand. */
  public enum Align {
    LEFT,
    RIGHT
  }

  /** How cells that do not fit are shortened. */
  public enum Cut {
    NEVER,
    MIDDLE,
    END
  }

  /** A column of names, never shortened. */
  public static Column text(String title) {
    return new Column(title, Align.LEFT, Cut.NEVER, 1, 0);
  }

  /** A column of numbers, never shortened. */
  public static Column number(String title) {
    return new Column(title, Align.RIGHT, Cut.NEVER, 1, 0);
  }

  /** A column of ids or addresses, shortened in the middle. */
  public static Column id(String title) {
    return new Column(title, Align.LEFT, Cut.MIDDLE, 9, 0);
  }

  /** A column of sentences, shortened at the end. */
  public static Column prose(String title) {
    return new Column(title, Align.LEFT, Cut.END, 16, 0);
  }

  /** The same, left out of narrow terminals; the highest rank goes first. */
  public Column optional(int newRank) {
    return new Column(title, align, cut, least, newRank);
  }

  /** The same, shortened in the middle to not less than {@code newLeast}. */
  public Column shrinking(int newLeast) {
    return new Column(title, align, Cut.MIDDLE, newLeast, rank);
  }
}
