package io.tercet.core.feature;

import io.tercet.core.math.Ln;

/**
 * The layout of a party's profile, 64 ints: what an address (or an account without one) has sent
 * and received. Floats are stored as their bits. Amounts are relative to their currency's median.
 * Means are kept rather than sums, since a float sum of many stands still.
 */
final class PartyProfiles {
  static final int FIRST_SEEN = 0;
  static final int LAST_SEEN = 1;
  static final int SENT_COUNT = 2;
  static final int RECEIVED_COUNT = 3;
  static final int SENT = 4;
  static final int RECEIVED = 5;
  static final int RECEIVERS = 6;
  static final int NEWCOMER_RECEIPTS = 7;
  static final int PAYER_NONCE_MEAN = 8;
  static final int LAST_RECEIPT_TIME = 9;
  static final int LAST_RECEIPT_AMOUNT = 10;
  static final int RECEIPT_GAP_MEAN = 11;
  static final int LAST_SENT_AMOUNT = 12;
  static final int SAME_AMOUNT_RUN = 13;

  static final int RECEIVED_1H = 14;
  static final int RECEIVED_24H = RECEIVED_1H + 6;
  static final int RECEIVED_7D = RECEIVED_24H + 8;
  static final int PAYERS_1H = RECEIVED_7D + 7;
  static final int PAYERS_24H = PAYERS_1H + 6;
  static final int SENT_7D = PAYERS_24H + 8;
  static final int RECEIVERS_24H = SENT_7D + 7;
  static final int STRIDE = RECEIVERS_24H + 8;

  /** Stands for the profile of a party that a transaction does not name. */
  static final int[] UNKNOWN = new int[STRIDE];

  private PartyProfiles() {}

  /** Whether the party has taken part in any transaction. */
  static boolean isKnown(int[] page, int at) {
    return (page[at + SENT_COUNT] | page[at + RECEIVED_COUNT]) != 0;
  }

  /** Whether a profile can hold these numbers: times, counts and sums are not negative. */
  static boolean isPossible(int[] page, int at) {
    int signs = 0;
    for (int i = at; i < at + STRIDE; i++) {
      signs |= page[i];
    }
    return signs >= 0;
  }

  static float number(int[] page, int at) {
    return Float.intBitsToFloat(page[at]);
  }

  /** Bits of the amount as it was written: equal amounts have equal bits. */
  static int amountBits(double amount) {
    return Float.floatToRawIntBits((float) amount);
  }

  private static void put(int[] page, int at, float value) {
    page[at] = Float.floatToRawIntBits(value);
  }

  /** Moves the mean of {@code count} − 1 values on to that of {@code count}. */
  private static void average(int[] page, int at, float value, int count) {
    float mean = number(page, at);
    put(page, at, mean + (value - mean) / count);
  }

  /**
   * Begins the profile, or moves its windows on, and returns the time that its windows stand at.
   */
  static int advance(int[] page, int at, int time) {
    int last = page[at + LAST_SEEN];
    int now = Math.max(last, time); // a late transaction counts in the newest bucket
    page[at + LAST_SEEN] = now;
    if (!isKnown(page, at)) {
      page[at + FIRST_SEEN] = time;
    } else if (!Rings.HOUR.isSame(last, now)) {
      roll(page, at, last, now);
    }
    return now;
  }

  /** Rings of longer buckets stand still more often. */
  private static void roll(int[] page, int at, int last, int now) {
    Rings.HOUR.roll(page, at + RECEIVED_1H, last, now);
    Rings.HOUR.roll(page, at + PAYERS_1H, last, now);
    if (Rings.DAY.isSame(last, now)) {
      return;
    }
    Rings.DAY.roll(page, at + RECEIVED_24H, last, now);
    Rings.DAY.roll(page, at + PAYERS_24H, last, now);
    Rings.DAY.roll(page, at + RECEIVERS_24H, last, now);
    if (Rings.WEEK.isSame(last, now)) {
      return;
    }
    Rings.WEEK.roll(page, at + RECEIVED_7D, last, now);
    Rings.WEEK.roll(page, at + SENT_7D, last, now);
  }

  /** Counts the payment that {@code row} is in its sender's profile, whose windows stand at now. */
  static void send(Row row, int[] page, int at, int now) {
    page[at + SENT_COUNT]++;
    put(page, at + SENT, number(page, at + SENT) + row.amount);
    Rings.WEEK.add(page, at + SENT_7D, now, row.amount);
    int bits = amountBits(row.written);
    boolean same = page[at + LAST_SENT_AMOUNT] == bits && bits != 0;
    page[at + SAME_AMOUNT_RUN] = same ? page[at + SAME_AMOUNT_RUN] + 1 : 0;
    page[at + LAST_SENT_AMOUNT] = bits;
    if (row.hasReceiver) {
      page[at + RECEIVERS] += row.pairCount == 0 ? 1 : 0;
      Rings.DAY.mark(page, at + RECEIVERS_24H, row.lastSent, now);
    }
  }

  /**
   * Counts the payment that {@code row} is in its receiver's profile, whose windows stand at now.
   */
  static void receive(Row row, int[] page, int at, int now) {
    float amount = row.amount;
    int receipts = ++page[at + RECEIVED_COUNT];
    if (receipts > 1) {
      int gap = Math.max(0, row.time - page[at + LAST_RECEIPT_TIME]);
      average(page, at + RECEIPT_GAP_MEAN, Ln.onePlus(gap), receipts - 1);
    }
    average(page, at + PAYER_NONCE_MEAN, row.senderExperience, receipts);
    put(page, at + RECEIVED, number(page, at + RECEIVED) + amount);
    page[at + NEWCOMER_RECEIPTS] += row.senderIsNew ? 1 : 0;
    page[at + LAST_RECEIPT_TIME] = now;
    put(page, at + LAST_RECEIPT_AMOUNT, amount);
    Rings.HOUR.add(page, at + RECEIVED_1H, now, amount);
    Rings.DAY.add(page, at + RECEIVED_24H, now, amount);
    Rings.WEEK.add(page, at + RECEIVED_7D, now, amount);
    if (row.hasSender) { // those who are not named cannot be told apart
      Rings.HOUR.mark(page, at + PAYERS_1H, row.lastReceived, now);
      Rings.DAY.mark(page, at + PAYERS_24H, row.lastReceived, now);
    }
  }
}
