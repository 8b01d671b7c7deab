package io.tercet.cli.terminal;

import io.tercet.cli.terminal.Column.Align;
import io.tercet.cli.terminal.Column.Cut;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table that fits the terminal: first cells are shortened, then columns are left out. */
public final class Table {
  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  /** A text and its looks. */
  public record Cell(String text, Style style) {
    /** Keeps control characters from the terminal. */
    public Cell {
      text = Texts.printable(text);
    }

    /** A plain cell. */
    public static Cell of(String text) {
      return new Cell(text, Style.PLAIN);
    }
  }

  /**
   * What was drawn.
   *
   * @param lines without line ends
   * @param cut whether a cell was shortened or a column left out
   */
  public record Drawn(List<String> lines, boolean cut) {}

  /** An empty table. */
  public Table(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /** Adds a row of plain cells. */
  public Table row(String... cells) {
    return row(List.of(cells).stream().map(Cell::of).toList());
  }

  /** Adds a row; as many cells as columns. */
  public Table row(List<Cell> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a row needs %d cells, got %d".formatted(columns.size(), cells.size()));
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /** Draws the table in at most {@code width} columns where its least widths allow it. */
  public Drawn draw(int width, boolean colours) {
    List<Integer> shown = fitting(width);
    int[] widths = widths(shown, width);
    List<String> lines = new ArrayList<>();
    if (columns.stream().anyMatch(column -> !column.title().isEmpty())) {
      lines.add(line(shown, widths, titles(), colours));
    }
    rows.forEach(row -> lines.add(line(shown, widths, row, colours)));
    return new Drawn(lines, isCut(shown, widths));
  }

  private List<Cell> titles() {
    return columns.stream().map(column -> new Cell(column.title(), Style.DIM)).toList();
  }

  private List<Integer> fitting(int width) {
    List<Integer> shown =
        IntStream.range(0, columns.size()).boxed().collect(Collectors.toCollection(ArrayList::new));
    while (total(shown, leastWidths()) > width) {
      Integer last = Collections.max(shown, Comparator.comparingInt(c -> columns.get(c).rank()));
      if (columns.get(last).rank() == 0) {
        break;
      }
      shown.remove(last);
    }
    return shown;
  }

  private int[] leastWidths() {
    int[] natural = naturalWidths();
    return IntStream.range(0, natural.length)
        .map(c -> isRigid(c) ? natural[c] : Math.min(natural[c], least(c)))
        .toArray();
  }

  private int least(int column) {
    return Math.max(columns.get(column).least(), Texts.width(columns.get(column).title()));
  }

  private boolean isRigid(int column) {
    return columns.get(column).cut() == Cut.NEVER;
  }

  private int[] naturalWidths() {
    return IntStream.range(0, columns.size())
        .map(c -> Math.max(Texts.width(columns.get(c).title()), widest(c)))
        .toArray();
  }

  private int widest(int column) {
    return rows.stream().mapToInt(row -> Texts.width(row.get(column).text())).max().orElse(0);
  }

  private static int total(List<Integer> shown, int[] widths) {
    int cells = shown.stream().mapToInt(c -> widths[c]).sum();
    return cells + GAP.length() * Math.max(0, shown.size() - 1);
  }

  private int[] widths(List<Integer> shown, int width) {
    int[] widths = naturalWidths();
    int[] least = leastWidths();
    while (total(shown, widths) > width) {
      Integer widest =
          shown.stream()
              .filter(c -> widths[c] > least[c])
              .max(Comparator.comparingInt(c -> widths[c]))
              .orElse(null);
      if (widest == null) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private boolean isCut(List<Integer> shown, int[] widths) {
    int[] natural = naturalWidths();
    return shown.size() < columns.size() || shown.stream().anyMatch(c -> widths[c] < natural[c]);
  }

  private String line(List<Integer> shown, int[] widths, List<Cell> cells, boolean colours) {
    return shown.stream()
        .map(c -> styled(c, cells.get(c), widths[c], colours))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  private String styled(int column, Cell cell, int width, boolean colours) {
    String text = cutTo(columns.get(column), cell.text(), width);
    String padding = " ".repeat(Math.max(0, width - Texts.width(text)));
    String styled = cell.style().apply(text, colours);
    return columns.get(column).align() == Align.RIGHT ? padding + styled : styled + padding;
  }

  private static String cutTo(Column column, String text, int width) {
    return switch (column.cut()) {
      case NEVER -> text;
      case MIDDLE -> Texts.cutMiddle(text, width);
      case END -> Texts.cutEnd(text, width);
    };
  }
}
