package io.tercet.jobs.imports;

/**
 * A row that cannot be imported; the message is the reason that people see. Without a stack trace:
 * a file may hold millions of such rows, and the reason says all there is to know.
 */
final class RowRejected extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RowRejected(String reason) {
    super(reason, null, false, false);
  }

  /** A cell that is not what its column should hold. */
  static RowRejected cell(String column, String needed, String found) {
    return new RowRejected(
        "column '%s' must be %s, got %s".formatted(column, needed, quote(found)));
  }

  private static String quote(String found) {
    return switch (found) {
      case "" -> "nothing";
      case JsonCells.NESTED -> "an object or a list";
      default -> "'" + Texts.shorten(found, 60) + "'";
    };
  }
}
