package io.tercet.core.simulation;

import io.tercet.core.transaction.Transaction;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Labelled traffic as CSV lines, without I/O: RFC 4180 quoting where needed, times in ISO 8601 with
 * microseconds and {@code Z}, amounts in plain decimals that read back to the same number, absent
 * values empty. A line has no line end.
 */
public final class TrafficCsv {
  /** The column names. {@code label} is 1 for fraud, 0 otherwise. */
  public static final String HEADER =
      "transaction_id,timestamp,user_id,transaction_type,currency,amount,fee,from_address,to_address,status,nonce,label,typology";

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int FINE_DECIMALS = 8;
  private static final int COARSE_DECIMALS = 4;

  /** Below it a double on a decimal grid is the nearest one to its number of steps. */
  private static final double MAX_STEPS = 4e15;

  private TrafficCsv() {}

  /** The line of {@code row}, without a line end. */
  public static String line(SimulatedTransaction row) {
    StringBuilder out = new StringBuilder(320);
    appendLine(out, row);
    return out.toString();
  }

  /** Appends the line of {@code row}, without a line end. */
  public static void appendLine(StringBuilder out, SimulatedTransaction row) {
    Transaction transaction = row.transaction();
    appendText(out, transaction.id());
    appendTime(out, transaction.timestampMicros());
    out.append(',');
    appendText(out, transaction.account());
    appendText(out, transaction.type());
    appendText(out, transaction.currency());
    appendNumber(out, transaction.amount());
    appendNumber(out, transaction.fee());
    appendText(out, transaction.fromAddress());
    appendText(out, transaction.toAddress());
    appendText(out, transaction.status());
    if (transaction.senderNonce() != Transaction.UNKNOWN_NONCE) {
      out.append(transaction.senderNonce());
    }
    out.append(row.fraud() ? ",1," : ",0,").append(row.typology());
  }

  private static void appendText(StringBuilder out, @Nullable String text) {
    if (text != null) {
      if (text.indexOf(',') < 0 && text.indexOf('"') < 0) {
        out.append(text);
      } else {
        out.append('"').append(text.replace("\"", "\"\"")).append('"');
      }
    }
    out.append(',');
  }

  private static void appendTime(StringBuilder out, long micros) {
    long seconds = micros / MICROS_PER_SECOND;
    int second = (int) (seconds % SECONDS_PER_DAY);
    appendDate(out, (int) (seconds / SECONDS_PER_DAY));
    out.append('T');
    appendPadded(out, second / 3600, 2);
    out.append(':');
    appendPadded(out, second / 60 % 60, 2);
    out.append(':');
    appendPadded(out, second % 60, 2);
    out.append('.');
    appendPadded(out, micros % MICROS_PER_SECOND, 6);
    out.append('Z');
  }

  // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": civil_from_days, after 1970.
  private static void appendDate(StringBuilder out, int epochDay) {
    int shifted = epochDay + 719_468;
    int era = shifted / 146_097;
    int dayOfEra = shifted - era * 146_097;
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    appendPadded(out, yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4);
    out.append('-');
    appendPadded(out, month, 2);
    out.append('-');
    appendPadded(out, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, 2);
  }

  private static void appendPadded(StringBuilder out, long value, int width) {
    long bound = 10;
    for (int digits = 1; digits < width; digits++, bound *= 10) {
      if (value < bound) {
        // One zero for every digit that is missing.
        out.append("000000", 0, width - digits);
        break;
      }
    }
    out.append(value);
  }

  private static void appendNumber(StringBuilder out, double value) {
    if (!appendOnGrid(out, value, 1e8, FINE_DECIMALS)
        && !appendOnGrid(out, value, 1e4, COARSE_DECIMALS)) {
      out.append(new BigDecimal(Double.toString(value)).toPlainString());
    }
    out.append(',');
  }

  private static boolean appendOnGrid(StringBuilder out, double value, double scale, int decimals) {
    double product = value * scale;
    if (product > MAX_STEPS) {
      return false;
    }
    long steps = (long) (product + 0.5);
    if (steps / scale != value) {
      return false;
    }
    appendDecimal(out, steps, (long) scale, decimals);
    return true;
  }

  private static void appendDecimal(StringBuilder out, long steps, long scale, int decimals) {
    out.append(steps / scale);
    long fraction = steps % scale;
    if (fraction == 0) {
      return;
    }
    int width = decimals;
    while (fraction % 10 == 0) {
      fraction /= 10;
      width--;
    }
    out.append('.');
    appendFraction(out, fraction, width);
  }

  private static void appendFraction(StringBuilder out, long fraction, int width) {
    long bound = fraction;
    int digits = 0;
    while (bound > 0) {
      bound /= 10;
      digits++;
    }
    out.append("00000000", 0, width - digits).append(fraction);
  }
}
