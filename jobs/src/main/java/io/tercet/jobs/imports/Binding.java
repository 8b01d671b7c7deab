package io.tercet.jobs.imports;

import io.tercet.jobs.JobException;
import java.util.Set;

/**
 * How the rows of one input become transactions.
 *
 * @param layout what its columns were recognised as
 * @param mapper makes a transaction of a row
 */
record Binding(Layout layout, RowMapper mapper) {
  /** Scores are judged by these columns, so nothing may learn from them. */
  private static final Set<String> ANSWERS =
      Set.of(
          "label",
          "typology",
          "txfraud",
          "txfraudscenario",
          "fromflag",
          "toflag",
          "isfraud",
          "fraud");

  /**
   * Recognises the layout of {@code columns} and applies the user's map on top.
   *
   * @throws JobException if a field that is needed has no column, or the map names none
   */
  static Binding of(Columns columns, ImportOptions options) {
    Mapping mapping = new Mapping(columns);
    Layout layout = Layout.recognise(columns);
    layout.fill(mapping);
    mapping.putDefault(Field.CURRENCY, options.currency());
    options.fields().forEach((field, expression) -> put(mapping, field, expression));
    Set<Field> missing = mapping.missing();
    if (!missing.isEmpty()) {
      throw new JobException(Proposal.missing(columns, missing));
    }
    return new Binding(layout, mapping.build());
  }

  private static void put(Mapping mapping, Field field, MapExpression expression) {
    if (expression.isConstant()) {
      mapping.putConstant(field, expression.text());
      return;
    }
    Columns columns = mapping.columns();
    String name = expression.column(columns);
    int column = columns.findSeen(name);
    if (column == Columns.NONE) {
      throw new JobException(Proposal.unknownColumn(columns, field, name));
    }
    if (ANSWERS.contains(Columns.key(name))) {
      throw new JobException(
          "--map %s=%s: column '%s' holds answers, which are never imported"
              .formatted(field.label(), expression.text(), name));
    }
    mapping.putColumn(field, column, expression.scale(columns));
  }
}
