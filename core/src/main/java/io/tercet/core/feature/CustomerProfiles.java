package io.tercet.core.feature;

import io.tercet.core.feature.Rings.Ring;
import io.tercet.core.math.Ln;

/**
 * The layout of a customer's profile: the habits of an account. Floats are stored as their bits.
 * Amounts are relative to their currency's median.
 */
final class CustomerProfiles {
  static final int FIRST_SEEN = 0;
  static final int LAST_SEEN = 1;
  static final int COUNT = 2;
  static final int MEAN = 3;
  static final int MAX = 4;
  static final int GAP_MEAN = 5;
  static final int GAP_M2 = 6;
  static final int RECEIVED = 7;
  static final int SENT = 8;
  static final int LAST_RECEIPT_TIME = 9;
  static final int LAST_RECEIPT_AMOUNT = 10;

  /** One bit a type (8) and a hash of the currency (24). */
  static final int SEEN_KINDS = 11;

  /** Counts of the eight parts of the day. */
  static final int HOURS = 12;

  static final int COUNT_1H = HOURS + 8;
  static final int COUNT_24H = COUNT_1H + 6;
  static final int COUNT_7D = COUNT_24H + 8;
  static final int SUM_24H = COUNT_7D + 7;
  static final int SUM_7D = SUM_24H + 8;
  static final int STRUCTURED_7D = SUM_7D + 7;
  static final int HIGH_14D = STRUCTURED_7D + 7;
  static final int AMOUNTS = HIGH_14D + 7;
  static final int STRIDE = AMOUNTS + RecentAmounts.INTS;

  /** 14 days: 7 buckets of two days. */
  static final Ring FORTNIGHT = new Ring(7, 172_800);

  static final int DAY_PARTS = 8;
  private static final int SECONDS_PER_PART = 86_400 / DAY_PARTS;

  private static final Ring[] ROLLED = {
    Rings.HOUR, Rings.DAY, Rings.WEEK, Rings.DAY, Rings.WEEK, Rings.WEEK, FORTNIGHT
  };
  private static final int[] ROLLED_AT = {
    COUNT_1H, COUNT_24H, COUNT_7D, SUM_24H, SUM_7D, STRUCTURED_7D, HIGH_14D
  };

  private CustomerProfiles() {}

  /** Whether a profile can hold these numbers: times, counts and sums are not negative. */
  static boolean isPossible(int[] page, int at) {
    int signs = 0;
    for (int i = at; i < at + AMOUNTS; i++) {
      signs |= i == at + SEEN_KINDS ? 0 : page[i];
    }
    return signs >= 0 && page[at + COUNT] < Integer.MAX_VALUE;
  }

  static float number(int[] page, int at) {
    return Float.intBitsToFloat(page[at]);
  }

  private static void put(int[] page, int at, float value) {
    page[at] = Float.floatToRawIntBits(value);
  }

  static int dayPart(int time) {
    return time % 86_400 / SECONDS_PER_PART;
  }

  /** The bits that a transaction of this kind sets in {@link #SEEN_KINDS}. */
  static int kinds(int type, long currency) {
    return 1 << type | currencyBit(currency);
  }

  static int currencyBit(long currency) {
    return 1 << 8 + (int) Long.remainderUnsigned(currency, 24);
  }

  /**
   * Counts the transaction that {@code row} is.
   *
   * @param random decides which amount leaves the full sample of recent ones
   */
  static void update(Row row, int random) {
    int[] page = row.customer;
    int at = row.customerAt;
    int count = page[at + COUNT];
    int now = row.time;
    if (count == 0) {
      page[at + FIRST_SEEN] = now;
    } else {
      now = advance(page, at, now);
    }
    page[at + LAST_SEEN] = now;
    page[at + COUNT] = count + 1;
    page[at + SEEN_KINDS] |= row.kinds;
    page[at + HOURS + dayPart(row.time)]++;
    updateAmounts(page, at, now, row.relativeAmount, row.deposit);
    updateWindows(row, page, at, now);
    RecentAmounts.add(page, at + AMOUNTS, count, row.relativeAmount, random);
  }

  private static void updateWindows(Row row, int[] page, int at, int now) {
    Rings.HOUR.increment(page, at + COUNT_1H, now);
    Rings.DAY.increment(page, at + COUNT_24H, now);
    Rings.WEEK.increment(page, at + COUNT_7D, now);
    Rings.DAY.add(page, at + SUM_24H, now, row.relativeAmount);
    Rings.WEEK.add(page, at + SUM_7D, now, row.relativeAmount);
    if (row.high) {
      FORTNIGHT.increment(page, at + HIGH_14D, now);
    }
    if (row.structured) {
      Rings.WEEK.increment(page, at + STRUCTURED_7D, now);
    }
  }

  /** Moves the windows on, counts the gap, and returns the time that the windows stand at. */
  private static int advance(int[] page, int at, int time) {
    int last = page[at + LAST_SEEN];
    int now = Math.max(last, time); // a late transaction counts in the newest bucket
    if (now / Rings.HOUR.seconds() != last / Rings.HOUR.seconds()) {
      for (int i = 0; i < ROLLED.length; i++) {
        ROLLED[i].roll(page, at + ROLLED_AT[i], last, now);
      }
    }
    // Welford's running mean and sum of squares of ln(1 + gap).
    float gap = Ln.onePlus(now - last);
    float mean = number(page, at + GAP_MEAN);
    float delta = gap - mean;
    float newMean = mean + delta / page[at + COUNT];
    put(page, at + GAP_MEAN, newMean);
    put(page, at + GAP_M2, number(page, at + GAP_M2) + delta * (gap - newMean));
    return now;
  }

  private static void updateAmounts(int[] page, int at, int now, float amount, boolean incoming) {
    float mean = number(page, at + MEAN);
    put(page, at + MEAN, mean + (amount - mean) / page[at + COUNT]);
    put(page, at + MAX, Math.max(number(page, at + MAX), amount));
    if (incoming) {
      put(page, at + RECEIVED, number(page, at + RECEIVED) + amount);
      page[at + LAST_RECEIPT_TIME] = now;
      put(page, at + LAST_RECEIPT_AMOUNT, amount);
    } else {
      put(page, at + SENT, number(page, at + SENT) + amount);
    }
  }
}
