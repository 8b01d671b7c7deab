package io.tercet.core.feature;

/**
 * The layout of a customer's profile, 42 longs: the habits of an account. Most longs are two
 * numbers of 32 bits, named after the lower and the upper one. Amounts are relative to their
 * currency's median.
 */
final class CustomerProfiles {
  static final int KEY = 0;
  static final int FIRST_AND_LAST_SEEN = 1;

  /** Kinds: one bit a type (8) and a hash of the currency (24). */
  static final int COUNT_AND_KINDS = 2;

  static final int MEAN_AND_MAX = 3;
  static final int GAP_MEAN_AND_SQUARES = 4;
  static final int RECEIVED_AND_SENT = 5;
  static final int LAST_RECEIPT_TIME_AND_AMOUNT = 6;

  /** Of the amounts in the sample. */
  static final int MEDIAN_AND_MAD = 7;

  private static final int NUMBERS = 8;

  /**
   * Visits in each of the eight parts of the day, 16 bits each, all halved when one is full. A
   * visit is a part of a certain day with any number of transactions, so that a burst does not make
   * its own hour usual; it is counted when it is over.
   */
  static final int DAY_PARTS = NUMBERS;

  static final int COUNT_1H = DAY_PARTS + 2;
  static final int COUNT_24H = COUNT_1H + Rings.COUNT_LONGS;
  static final int SUM_24H = COUNT_24H + Rings.COUNT_LONGS;
  static final int COUNT_7D = SUM_24H + Rings.SUM_LONGS;
  static final int SUM_7D = COUNT_7D + Rings.COUNT_LONGS;
  static final int STRUCTURED_7D = SUM_7D + Rings.SUM_LONGS;
  static final int HIGH_14D = STRUCTURED_7D + Rings.COUNT_LONGS;
  static final int AMOUNTS = HIGH_14D + Rings.COUNT_LONGS;
  static final int STRIDE = AMOUNTS + RecentAmounts.LONGS;

  private static final int SECONDS_PER_PART = 86_400 / 8;
  private static final long LANE = 0xFFFF;
  private static final long HALVES = 0x7FFF_7FFF_7FFF_7FFFL;

  private CustomerProfiles() {}

  /** Whether a profile can hold these numbers: times, counts and sums are not negative. */
  static boolean isPossible(long[] page, int at) {
    int signs = Words.low(page[at + COUNT_AND_KINDS]);
    for (int i = at + FIRST_AND_LAST_SEEN; i < at + NUMBERS; i++) {
      signs |= i == at + COUNT_AND_KINDS ? 0 : Words.low(page[i]) | Words.high(page[i]);
    }
    for (int ring : new int[] {SUM_24H, SUM_7D}) {
      signs |= Words.low(page[at + ring]) | Words.high(page[at + ring]);
    }
    return signs >= 0 && count(page, at) < Integer.MAX_VALUE;
  }

  static int firstSeen(long[] page, int at) {
    return Words.low(page[at + FIRST_AND_LAST_SEEN]);
  }

  static int count(long[] page, int at) {
    return Words.low(page[at + COUNT_AND_KINDS]);
  }

  static int dayPart(int time) {
    return time % 86_400 / SECONDS_PER_PART;
  }

  /** How many visits in the part of the day are counted. */
  static int inDayPart(long[] page, int at, int part) {
    return (int) (page[at + DAY_PARTS + (part >>> 2)] >>> 16 * part & LANE);
  }

  /** How many visits in all parts of the day are counted. */
  static int inAllDayParts(long[] page, int at) {
    return Rings.count(page, at + DAY_PARTS);
  }

  /** The bits that a transaction of this kind sets in {@link #COUNT_AND_KINDS}. */
  static int kinds(int type, long currency) {
    return 1 << type | currencyBit(currency);
  }

  static int currencyBit(long currency) {
    int remainder = (int) ((currency >>> 1) % 12 * 2 + (currency & 1)); // unsigned, by 24
    return 1 << 8 + remainder;
  }

  /** Begins the profile, or moves its windows on to the time of {@code row} and counts the gap. */
  static void advance(Row row, long[] page, int at) {
    long seen = page[at + FIRST_AND_LAST_SEEN];
    int last = Words.high(seen);
    int now = Math.max(last, row.time); // a late transaction counts in the newest bucket
    int count = count(page, at);
    if (count == 0) {
      page[at + FIRST_AND_LAST_SEEN] = Words.of(row.time, now);
      return;
    }
    page[at + FIRST_AND_LAST_SEEN] = Words.withHigh(seen, now);
    roll(page, at, Rings.hourBucket(last), Rings.hourBucket(now));
    // Welford's running mean and sum of squares of ln(1 + gap).
    long gaps = page[at + GAP_MEAN_AND_SQUARES];
    float mean = Words.lowFloat(gaps);
    float delta = row.gap - mean;
    float newMean = mean + delta / count;
    float squares = Words.highFloat(gaps) + delta * (row.gap - newMean);
    page[at + GAP_MEAN_AND_SQUARES] = Words.of(newMean, squares);
  }

  /** Rings of longer buckets stand still more often. */
  private static void roll(long[] page, int at, int lastHour, int hour) {
    if (hour == lastHour) {
      return;
    }
    Rings.HOUR.rollCounts(page, at + COUNT_1H, hour - lastHour);
    int lastDay = Rings.dayBucket(lastHour);
    int day = Rings.dayBucket(hour);
    if (day == lastDay) {
      return;
    }
    countDayPart(page, at, lastDay & 7);
    Rings.DAY.rollCounts(page, at + COUNT_24H, day - lastDay);
    Rings.DAY.rollSums(page, at + SUM_24H, day - lastDay);
    int lastWeek = Rings.weekBucket(lastDay);
    int week = Rings.weekBucket(day);
    if (week == lastWeek) {
      return;
    }
    Rings.WEEK.rollCounts(page, at + COUNT_7D, week - lastWeek);
    Rings.WEEK.rollSums(page, at + SUM_7D, week - lastWeek);
    Rings.WEEK.rollCounts(page, at + STRUCTURED_7D, week - lastWeek);
    int fortnights = Rings.fortnightBucket(week) - Rings.fortnightBucket(lastWeek);
    Rings.FORTNIGHT.rollCounts(page, at + HIGH_14D, fortnights);
  }

  /** Counts the transaction that {@code row} is in a profile whose windows were moved on. */
  static void update(Row row, long[] page, int at) {
    int count = count(page, at);
    int kinds = Words.high(page[at + COUNT_AND_KINDS]) | row.kinds;
    page[at + COUNT_AND_KINDS] = Words.of(count + 1, kinds);
    updateAmounts(row, page, at);
    Rings.add(page, at + COUNT_1H);
    Rings.add(page, at + COUNT_24H);
    Rings.add(page, at + COUNT_7D);
    Rings.add(page, at + SUM_24H, row.amount);
    Rings.add(page, at + SUM_7D, row.amount);
    if (row.high) {
      Rings.add(page, at + HIGH_14D);
    }
    if (row.structured) {
      Rings.add(page, at + STRUCTURED_7D);
    }
    updateHabit(row, page, at, count);
  }

  private static void updateHabit(Row row, long[] page, int at, int count) {
    int amounts = at + AMOUNTS;
    RecentAmounts.add(page, amounts, count, row.amount, row.random);
    int size = RecentAmounts.size(count + 1);
    float median = RecentAmounts.median(page, amounts, size);
    page[at + MEDIAN_AND_MAD] = Words.of(median, RecentAmounts.mad(page, amounts, size, median));
  }

  private static void countDayPart(long[] page, int at, int part) {
    if (inDayPart(page, at, part) == LANE) {
      page[at + DAY_PARTS] = page[at + DAY_PARTS] >>> 1 & HALVES;
      page[at + DAY_PARTS + 1] = page[at + DAY_PARTS + 1] >>> 1 & HALVES;
    }
    page[at + DAY_PARTS + (part >>> 2)] += 1L << 16 * part;
  }

  private static void updateAmounts(Row row, long[] page, int at) {
    float amount = row.amount;
    long habit = page[at + MEAN_AND_MAX];
    float mean = Words.lowFloat(habit);
    float newMean = mean + (amount - mean) / count(page, at);
    page[at + MEAN_AND_MAX] = Words.of(newMean, Math.max(Words.highFloat(habit), amount));
    long flow = page[at + RECEIVED_AND_SENT];
    if (row.deposit) {
      page[at + RECEIVED_AND_SENT] = Words.withLow(flow, Words.lowFloat(flow) + amount);
      int now = Words.high(page[at + FIRST_AND_LAST_SEEN]);
      page[at + LAST_RECEIPT_TIME_AND_AMOUNT] = Words.of(now, amount);
    } else {
      page[at + RECEIVED_AND_SENT] = Words.withHigh(flow, Words.highFloat(flow) + amount);
    }
  }
}
