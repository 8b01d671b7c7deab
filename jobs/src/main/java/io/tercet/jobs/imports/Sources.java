package io.tercet.jobs.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tercet.core.transaction.Transaction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The sources of one input's columns. They hold no state that threads could quarrel about. */
final class Sources {
  /** Wei in an ether, as a power of ten. */
  static final int WEI_SCALE = 18;

  private static final String AMOUNT = "a number in [0, 1e30], with a point for decimals";
  private static final String WHOLE = "a whole number in [0, 2^63)";
  private static final String TIME =
      "a time such as 2018-06-15T00:02:14Z or 1529020934 (seconds, ms or µs since 1970)";

  private final Columns columns;

  Sources(Columns columns) {
    this.columns = columns;
  }

  /** The text of a column that differs from row to row. */
  Source.Text text(int column) {
    return new Cell(column);
  }

  /** The text of a column with few different values: rows in succession share one object. */
  Source.Text repeated(int column) {
    return new Repeated(column)::read;
  }

  /** The text of a column behind {@code prefix}. */
  Source.Text prefixed(String prefix, int column) {
    return row -> row.isBlank(column) ? null : prefix + scalar(column, row.text(column));
  }

  /** The first that is there. */
  static Source.Text firstOf(Source.Text first, Source.Text second) {
    return new FirstOf(first, second);
  }

  /** An amount: a column divided by 10 to the {@code scale}. */
  Source.Number number(int column, int scale) {
    return row -> {
      if (!row.isAbsent(column)) {
        double value = Numbers.parse(row.bytes(), row.start(column), row.end(column), scale);
        if (value >= 0 && value <= Transaction.MAX_AMOUNT) {
          // Minus nought becomes nought.
          return value + 0.0;
        }
      }
      throw RowRejected.cell(columns.name(column), AMOUNT, row.text(column));
    };
  }

  /** The same, or nought where a row has no such key. */
  Source.Number optionalNumber(int column, int scale) {
    Source.Number present = number(column, scale);
    return row -> row.isAbsent(column) ? 0 : present.read(row);
  }

  /** The product of two columns of whole numbers, divided by 10 to the {@code scale}. */
  Source.Number product(int first, int second, int scale) {
    Source.Whole a = whole(first);
    Source.Whole b = whole(second);
    return row -> Numbers.product(a.read(row), b.read(row), scale);
  }

  /** A whole number that must be there. */
  Source.Whole whole(int column) {
    return row -> {
      long value =
          row.isAbsent(column)
              ? Numbers.NOT_A_LONG
              : Numbers.parseLong(row.bytes(), row.start(column), row.end(column));
      if (value == Numbers.NOT_A_LONG) {
        throw RowRejected.cell(columns.name(column), WHOLE, row.text(column));
      }
      return value;
    };
  }

  /** A nonce, unknown where the cell is blank. */
  Source.Whole nonce(int column) {
    Source.Whole present = whole(column);
    return row -> row.isBlank(column) ? Transaction.UNKNOWN_NONCE : present.read(row);
  }

  /** A time in any form that {@link Times} reads. */
  Source.Whole time(int column) {
    return row -> {
      long micros =
          row.isAbsent(column)
              ? Times.NOT_A_TIME
              : Times.parse(row.bytes(), row.start(column), row.end(column));
      if (micros == Times.NOT_A_TIME) {
        throw RowRejected.cell(columns.name(column), TIME, row.text(column));
      }
      return micros;
    };
  }

  private final class Cell implements Source.Text {
    private final int column;

    Cell(int column) {
      this.column = column;
    }

    @Override
    public @Nullable String read(Row row) {
      return row.isBlank(column) ? null : scalar(column, row.text(column));
    }

    @Override
    public int cell(Row row) {
      return row.isBlank(column) ? Columns.NONE : column;
    }
  }

  private record FirstOf(Source.Text first, Source.Text second) implements Source.Text {
    @Override
    public @Nullable String read(Row row) {
      String text = first.read(row);
      return text != null ? text : second.read(row);
    }

    @Override
    public int cell(Row row) {
      int cell = first.cell(row);
      return cell == Columns.NONE ? second.cell(row) : cell;
    }
  }

  private String scalar(int column, String text) {
    if (text.equals(JsonCells.NESTED)) {
      throw RowRejected.cell(columns.name(column), "a text or a number", text);
    }
    return text;
  }

  /**
   * Remembers a few values. The memory is references to what never changes, so a race between
   * threads costs a second object and nothing else.
   */
  private final class Repeated {
    private static final int REMEMBERED = 64;

    private final int column;
    private final @Nullable Seen[] memory = new @Nullable Seen[REMEMBERED];

    Repeated(int column) {
      this.column = column;
    }

    @Nullable String read(Row row) {
      if (row.isBlank(column)) {
        return null;
      }
      byte[] bytes = row.bytes();
      int start = row.start(column);
      int end = row.end(column);
      int place = (7 * bytes[start] + 3 * bytes[end - 1] + end - start) & REMEMBERED - 1;
      Seen seen = memory[place];
      if (seen == null || !Arrays.equals(bytes, start, end, seen.bytes, 0, seen.bytes.length)) {
        byte[] copy = Arrays.copyOfRange(bytes, start, end);
        seen = new Seen(copy, scalar(column, new String(copy, UTF_8)));
        memory[place] = seen;
      }
      return seen.text;
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Seen(byte[] bytes, String text) {}
}
