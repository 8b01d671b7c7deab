package io.tercet.jobs.imports;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The right-hand side of {@code --map field=…}: a column, a column divided by a power of ten
 * ({@code value/1e18}, {@code cents/100}), or a constant ({@code 'ETH'}).
 *
 * @param field what it gives
 * @param spelling as it was written
 */
record MapExpression(Field field, String spelling) {
  private static final Pattern CONSTANT = Pattern.compile("'([^']*)'");
  private static final Pattern SCALED =
      Pattern.compile("(.+?)\\s*/\\s*(?:1[eE](\\d{1,2})|1(0{1,30}))");

  MapExpression {
    if (spelling.isBlank()) {
      throw new IllegalArgumentException(
          "--map %s= names nothing. Give a column, a column divided by a power of ten (value/1e18),"
                  .formatted(field.label())
              + " or a constant in single quotes ('ETH').");
    }
    if (CONSTANT.matcher(spelling).matches() && !takesConstant(field)) {
      throw new IllegalArgumentException(
          "--map %s=%s: only texts can be constant. Give a column."
              .formatted(field.label(), spelling));
    }
  }

  private static boolean takesConstant(Field field) {
    return switch (field) {
      case TRANSACTION_ID, TIMESTAMP, AMOUNT, FEE, NONCE -> false;
      default -> true;
    };
  }

  boolean isConstant() {
    return CONSTANT.matcher(spelling).matches();
  }

  /** The constant, or the whole as it was written. */
  String text() {
    Matcher constant = CONSTANT.matcher(spelling);
    return constant.matches() ? constant.group(1) : spelling;
  }

  /** The column's name, which may itself look like a division. */
  String column(Columns columns) {
    Matcher scaled = SCALED.matcher(spelling);
    return isWhole(columns) || !scaled.matches() ? spelling : scaled.group(1);
  }

  /** The power of ten that the column is divided by. */
  int scale(Columns columns) {
    Matcher scaled = SCALED.matcher(spelling);
    if (isWhole(columns) || !scaled.matches()) {
      return 0;
    }
    String exponent = scaled.group(2);
    return exponent != null ? Integer.parseInt(exponent) : scaled.group(3).length();
  }

  private boolean isWhole(Columns columns) {
    return columns.find(spelling) != Columns.NONE;
  }
}
