package io.tercet.core.feature;

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

  static final int DAY_PARTS = 8;
  private static final int SECONDS_PER_PART = 86_400 / DAY_PARTS;

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
    int remainder = (int) ((currency >>> 1) % 12 * 2 + (currency & 1)); // unsigned, by 24
    return 1 << 8 + remainder;
  }

  /**
   * Begins the profile, or moves its windows on to the time of {@code row} and counts the gap;
   * returns the time that the windows stand at.
   */
  static int advance(Row row, int[] page, int at) {
    int last = page[at + LAST_SEEN];
    int now = Math.max(last, row.time); // a late transaction counts in the newest bucket
    page[at + LAST_SEEN] = now;
    int count = page[at + COUNT];
    if (count == 0) {
      page[at + FIRST_SEEN] = row.time;
      return now;
    }
    if (!Rings.HOUR.isSame(last, now)) {
      roll(page, at, last, now);
    }
    // Welford's running mean and sum of squares of ln(1 + gap).
    float mean = number(page, at + GAP_MEAN);
    float delta = row.gap - mean;
    float newMean = mean + delta / count;
    put(page, at + GAP_MEAN, newMean);
    put(page, at + GAP_M2, number(page, at + GAP_M2) + delta * (row.gap - newMean));
    return now;
  }

  /** Rings of longer buckets stand still more often. */
  private static void roll(int[] page, int at, int last, int now) {
    Rings.HOUR.roll(page, at + COUNT_1H, last, now);
    if (Rings.DAY.isSame(last, now)) {
      return;
    }
    Rings.DAY.roll(page, at + COUNT_24H, last, now);
    Rings.DAY.roll(page, at + SUM_24H, last, now);
    if (Rings.WEEK.isSame(last, now)) {
      return;
    }
    Rings.WEEK.roll(page, at + COUNT_7D, last, now);
    Rings.WEEK.roll(page, at + SUM_7D, last, now);
    Rings.WEEK.roll(page, at + STRUCTURED_7D, last, now);
    Rings.FORTNIGHT.roll(page, at + HIGH_14D, last, now);
  }

  /** Counts the transaction that {@code row} is in a profile whose windows stand at {@code now}. */
  static void update(Row row, int[] page, int at, int now) {
    int count = page[at + COUNT];
    page[at + COUNT] = count + 1;
    page[at + SEEN_KINDS] |= row.kinds;
    page[at + HOURS + dayPart(row.time)]++;
    updateAmounts(page, at, now, row.amount, row.deposit);
    Rings.HOUR.add(page, at + COUNT_1H, now, 1);
    Rings.DAY.add(page, at + COUNT_24H, now, 1);
    Rings.WEEK.add(page, at + COUNT_7D, now, 1);
    Rings.DAY.add(page, at + SUM_24H, now, row.amount);
    Rings.WEEK.add(page, at + SUM_7D, now, row.amount);
    Rings.FORTNIGHT.add(page, at + HIGH_14D, now, row.high ? 1 : 0);
    Rings.WEEK.add(page, at + STRUCTURED_7D, now, row.structured ? 1 : 0);
    RecentAmounts.add(page, at + AMOUNTS, count, row.amount, row.random);
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
