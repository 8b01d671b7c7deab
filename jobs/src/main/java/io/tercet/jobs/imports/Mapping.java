package io.tercet.jobs.imports;

import io.tercet.core.transaction.Transaction;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the sources of an input's fields, from a layout first and the user's map second. */
final class Mapping {
  private static final Source.Text NO_TEXT =
      new Source.Text() {
        @Override
        public @Nullable String read(Row row) {
          return null;
        }

        @Override
        public int cell(Row row) {
          return Columns.NONE;
        }
      };

  private static final Set<Field> NEEDED =
      EnumSet.of(Field.TRANSACTION_ID, Field.TIMESTAMP, Field.CURRENCY, Field.AMOUNT);
  private static final Set<Field> PARTIES =
      EnumSet.of(Field.USER_ID, Field.FROM_ADDRESS, Field.TO_ADDRESS);

  private final Columns columns;
  private final Sources sources;
  private final Map<Field, Source.Text> texts = new EnumMap<>(Field.class);
  private final Map<Field, String> defaults = new EnumMap<>(Field.class);
  private final Map<Field, Source.Number> numbers = new EnumMap<>(Field.class);
  private final Map<Field, Source.Whole> wholes = new EnumMap<>(Field.class);

  Mapping(Columns columns) {
    this.columns = columns;
    sources = new Sources(columns);
    putDefault(Field.TRANSACTION_TYPE, "transfer");
    putDefault(Field.STATUS, "completed");
  }

  Columns columns() {
    return columns;
  }

  Sources sources() {
    return sources;
  }

  /** Sets a source; a later one replaces an earlier one. */
  void putText(Field field, Source.Text source) {
    texts.put(field, source);
  }

  /** Sets a source; a later one replaces an earlier one. */
  void putNumber(Field field, Source.Number source) {
    numbers.put(field, source);
  }

  /** Sets a source; a later one replaces an earlier one. */
  void putWhole(Field field, Source.Whole source) {
    wholes.put(field, source);
  }

  /** The field is {@code value} in every row. */
  void putConstant(Field field, String value) {
    putText(field, row -> value);
  }

  /**
   * The field is column {@code column} as it stands; nothing changes if there is no such column.
   */
  void putColumn(Field field, int column) {
    if (column != Columns.NONE) {
      putColumn(field, column, 0);
    }
  }

  /** The field is column {@code column}, divided by 10 to the {@code scale} if it is a number. */
  void putColumn(Field field, int column, int scale) {
    switch (field) {
      case TIMESTAMP -> putWhole(field, sources.time(column));
      case NONCE -> putWhole(field, sources.nonce(column));
      case AMOUNT -> putNumber(field, sources.number(column, scale));
      case FEE -> putNumber(field, sources.optionalNumber(column, scale));
      case TRANSACTION_TYPE, CURRENCY, STATUS -> putText(field, sources.repeated(column));
      default -> putText(field, sources.text(column));
    }
  }

  /** The field of inputs without the column, and of rows where the cell is blank. */
  void putDefault(Field field, @Nullable String value) {
    if (value != null) {
      defaults.put(field, value);
    }
  }

  /** Takes the columns that have the fields' own names. */
  void putOwnNames() {
    for (Field field : Field.values()) {
      boolean needed = NEEDED.contains(field) || (PARTIES.contains(field) && !showsParty());
      putColumn(field, needed ? columns.findSeen(field.label()) : columns.find(field.label()));
    }
  }

  private boolean showsParty() {
    return PARTIES.stream().anyMatch(party -> columns.show(party.label()));
  }

  /** What is needed and has no source. */
  Set<Field> missing() {
    Set<Field> missing = EnumSet.copyOf(NEEDED);
    missing.removeAll(texts.keySet());
    missing.removeAll(defaults.keySet());
    missing.removeAll(numbers.keySet());
    missing.removeAll(wholes.keySet());
    if (PARTIES.stream().noneMatch(texts::containsKey)) {
      missing.add(Field.FROM_ADDRESS);
    }
    return missing;
  }

  /** The mapper; nothing may be {@link #missing}. */
  RowMapper build() {
    return new RowMapper(
        text(Field.TRANSACTION_ID),
        wholes.getOrDefault(Field.TIMESTAMP, row -> Times.NOT_A_TIME),
        text(Field.USER_ID),
        text(Field.TRANSACTION_TYPE),
        text(Field.CURRENCY),
        numbers.getOrDefault(Field.AMOUNT, row -> 0),
        numbers.getOrDefault(Field.FEE, row -> 0),
        text(Field.FROM_ADDRESS),
        text(Field.TO_ADDRESS),
        text(Field.STATUS),
        wholes.getOrDefault(Field.NONCE, row -> Transaction.UNKNOWN_NONCE));
  }

  /** The source of a text so far. */
  Source.Text text(Field field) {
    Source.Text source = texts.getOrDefault(field, NO_TEXT);
    String otherwise = defaults.get(field);
    return otherwise == null ? source : Sources.firstOf(source, row -> otherwise);
  }
}
