package io.tercet.core.feature;

import io.tercet.core.math.Ln;

/**
 * The layout of a party's profile, 34 longs: what an address (or an account without one) has sent
 * and received. Most longs are two numbers of 32 bits, named after the lower and the upper one.
 * Amounts are relative to their currency's median. Means are kept rather than sums, since a float
 * sum of many stands still.
 *
 * <p>What a sender needs comes first, so that a payment touches the windows of receipts in the
 * receiver's profile only. Those stand at the time of the last receipt, the others at the time when
 * the party was last seen.
 */
final class PartyProfiles {
  static final int KEY = 0;
  static final int FIRST_AND_LAST_SEEN = 1;
  static final int SENT_AND_RECEIVED_COUNT = 2;
  static final int SENT_AND_RECEIVED = 3;
  static final int RECEIVERS_AND_NEWCOMERS = 4;
  static final int PAYER_NONCE_AND_GAP_MEAN = 5;
  static final int LAST_RECEIPT_TIME_AND_AMOUNT = 6;
  static final int LAST_SENT_AMOUNT_AND_RUN = 7;
  private static final int NUMBERS = 8;

  /**
   * The counterparties that were met last and have an address: its shape, and half of the
   * counterparty's key.
   */
  static final int KNOWN = NUMBERS;

  static final int RECEIVED_24H = KNOWN + RecencySet.WAYS;
  static final int RECEIVERS_24H = RECEIVED_24H + Rings.SUM_LONGS;
  static final int SENT_7D = RECEIVERS_24H + Rings.COUNT_LONGS;
  static final int SENDER_LONGS = SENT_7D + Rings.SUM_LONGS;

  static final int RECEIVED_1H = SENDER_LONGS;
  static final int RECEIVED_7D = RECEIVED_1H + Rings.SUM_LONGS;
  static final int PAYERS_1H = RECEIVED_7D + Rings.SUM_LONGS;
  static final int PAYERS_24H = PAYERS_1H + Rings.COUNT_LONGS;
  static final int STRIDE = PAYERS_24H + Rings.COUNT_LONGS;

  /** Stands for the profile of a party that a transaction does not name. */
  static final long[] UNKNOWN = new long[STRIDE];

  private PartyProfiles() {}

  /** Whether the party has taken part in any transaction. */
  static boolean isKnown(long[] page, int at) {
    return page[at + SENT_AND_RECEIVED_COUNT] != 0;
  }

  static int firstSeen(long[] page, int at) {
    return Words.low(page[at + FIRST_AND_LAST_SEEN]);
  }

  static int sentCount(long[] page, int at) {
    return Words.low(page[at + SENT_AND_RECEIVED_COUNT]);
  }

  static int receivedCount(long[] page, int at) {
    return Words.high(page[at + SENT_AND_RECEIVED_COUNT]);
  }

  static float received(long[] page, int at) {
    return Words.highFloat(page[at + SENT_AND_RECEIVED]);
  }

  static int receivers(long[] page, int at) {
    return Words.low(page[at + RECEIVERS_AND_NEWCOMERS]);
  }

  /** Whether a profile can hold these numbers: times, counts and sums are not negative. */
  static boolean isPossible(long[] page, int at) {
    int signs = 0;
    for (int i = at + FIRST_AND_LAST_SEEN; i < at + NUMBERS; i++) {
      signs |= Words.low(page[i]) | Words.high(page[i]);
    }
    for (int ring : new int[] {RECEIVED_24H, SENT_7D, RECEIVED_1H, RECEIVED_7D}) {
      signs |= Words.low(page[at + ring]) | Words.high(page[at + ring]);
    }
    return signs >= 0;
  }

  /** Bits of the amount as it was written: equal amounts have equal bits. */
  static int amountBits(double amount) {
    return Float.floatToRawIntBits((float) amount);
  }

  /**
   * Begins the profile, or moves on the windows that both parties need, and returns the time that
   * they stand at.
   */
  static int advance(long[] page, int at, int time) {
    long seen = page[at + FIRST_AND_LAST_SEEN];
    int last = Words.high(seen);
    int now = Math.max(last, time); // a late transaction counts in the newest bucket
    if (!isKnown(page, at)) {
      page[at + FIRST_AND_LAST_SEEN] = Words.of(time, now);
      return now;
    }
    page[at + FIRST_AND_LAST_SEEN] = Words.withHigh(seen, now);
    int lastDay = Rings.dayBucket(Rings.hourBucket(last));
    int day = Rings.dayBucket(Rings.hourBucket(now));
    if (day != lastDay) {
      Rings.DAY.rollSums(page, at + RECEIVED_24H, day - lastDay);
      Rings.DAY.rollCounts(page, at + RECEIVERS_24H, day - lastDay);
      int passed = Rings.weekBucket(day) - Rings.weekBucket(lastDay);
      if (passed != 0) {
        Rings.WEEK.rollSums(page, at + SENT_7D, passed);
      }
    }
    return now;
  }

  /** Moves on the windows that a receiver alone needs, to the time that {@link #advance} said. */
  static void advanceReceiver(long[] page, int at, int now) {
    int lastHour = Rings.hourBucket(Words.low(page[at + LAST_RECEIPT_TIME_AND_AMOUNT]));
    int hour = Rings.hourBucket(now);
    if (hour == lastHour) {
      return;
    }
    Rings.HOUR.rollSums(page, at + RECEIVED_1H, hour - lastHour);
    Rings.HOUR.rollCounts(page, at + PAYERS_1H, hour - lastHour);
    int day = Rings.dayBucket(hour);
    int lastDay = Rings.dayBucket(lastHour);
    if (day != lastDay) {
      Rings.DAY.rollCounts(page, at + PAYERS_24H, day - lastDay);
      int passed = Rings.weekBucket(day) - Rings.weekBucket(lastDay);
      if (passed != 0) {
        Rings.WEEK.rollSums(page, at + RECEIVED_7D, passed);
      }
    }
  }

  /**
   * Whether another counterparty of this shape ≠ 0 is known; if none is, {@code counterparty} is
   * from now on.
   */
  static boolean resemblesAnother(long[] page, int at, int shape, long counterparty) {
    long known = Words.of(shape, (int) (counterparty >>> 32));
    int way = RecencySet.way(page, at + KNOWN, known, Words.of(-1, 0));
    if (way == RecencySet.WAYS) {
      RecencySet.pushFirst(page, at + KNOWN, known);
    } else if (way > 0) {
      RecencySet.moveToFront(page, at + KNOWN, way);
    }
    return page[at + KNOWN] != known;
  }

  /** Counts the payment that {@code row} is in its sender's profile, whose windows stand at now. */
  static void send(Row row, long[] page, int at, int now) {
    page[at + SENT_AND_RECEIVED_COUNT]++;
    long sums = page[at + SENT_AND_RECEIVED];
    page[at + SENT_AND_RECEIVED] = Words.withLow(sums, Words.lowFloat(sums) + row.amount);
    Rings.add(page, at + SENT_7D, row.amount);
    int bits = amountBits(row.written);
    long last = page[at + LAST_SENT_AMOUNT_AND_RUN];
    boolean same = Words.low(last) == bits && bits != 0;
    page[at + LAST_SENT_AMOUNT_AND_RUN] = Words.of(bits, same ? Words.high(last) + 1 : 0);
    if (row.hasReceiver) {
      page[at + RECEIVERS_AND_NEWCOMERS] += row.pairCount == 0 ? 1 : 0;
      Rings.DAY.mark(page, at + RECEIVERS_24H, dayAge(now, row.lastSent));
    }
  }

  /** Buckets of the 24 hours' window since a bucket of ten minutes; negative if that is −1. */
  private static int dayAge(int now, int lastHourBucket) {
    int age = Rings.dayBucket(Rings.hourBucket(now)) - Rings.dayBucket(lastHourBucket);
    return lastHourBucket < 0 ? -1 : age;
  }

  /**
   * Counts the payment that {@code row} is in its receiver's profile, whose windows stand at now.
   */
  static void receive(Row row, long[] page, int at, int now) {
    page[at + SENT_AND_RECEIVED_COUNT] += 1L << 32;
    int receipts = receivedCount(page, at);
    updateMeans(row, page, at, receipts);
    long sums = page[at + SENT_AND_RECEIVED];
    page[at + SENT_AND_RECEIVED] = Words.withHigh(sums, Words.highFloat(sums) + row.amount);
    page[at + RECEIVERS_AND_NEWCOMERS] += (row.senderIsNew ? 1L : 0L) << 32;
    page[at + LAST_RECEIPT_TIME_AND_AMOUNT] = Words.of(now, row.amount);
    Rings.add(page, at + RECEIVED_1H, row.amount);
    Rings.add(page, at + RECEIVED_24H, row.amount);
    Rings.add(page, at + RECEIVED_7D, row.amount);
    if (row.hasSender) { // those who are not named cannot be told apart
      int last = row.lastReceived;
      Rings.HOUR.mark(page, at + PAYERS_1H, last < 0 ? -1 : Rings.hourBucket(now) - last);
      Rings.DAY.mark(page, at + PAYERS_24H, dayAge(now, last));
    }
  }

  /** Moves the means of gaps and experience on to {@code receipts}, which this one is part of. */
  private static void updateMeans(Row row, long[] page, int at, int receipts) {
    long means = page[at + PAYER_NONCE_AND_GAP_MEAN];
    float nonce = Words.lowFloat(means);
    float gap = Words.highFloat(means);
    if (receipts > 1) {
      int last = Words.low(page[at + LAST_RECEIPT_TIME_AND_AMOUNT]);
      gap += (Ln.onePlus(Math.max(0, row.time - last)) - gap) / (receipts - 1);
    }
    nonce += (row.senderExperience - nonce) / receipts;
    page[at + PAYER_NONCE_AND_GAP_MEAN] = Words.of(nonce, gap);
  }
}
