package io.tercet.core.feature;

import io.tercet.core.feature.Rings.Ring;
import io.tercet.core.math.Ln;

/**
 * The layout of a party's profile, 64 ints: what an address (or an account without one) has sent
 * and received. Floats are stored as their bits. Amounts are relative to their currency's median.
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
  static final int PAYER_NONCE_SUM = 8;
  static final int LAST_RECEIPT_TIME = 9;
  static final int LAST_RECEIPT_AMOUNT = 10;
  static final int RECEIPT_GAP_SUM = 11;
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

  private static final Ring[] ROLLED = {
    Rings.HOUR, Rings.DAY, Rings.WEEK, Rings.HOUR, Rings.DAY, Rings.WEEK, Rings.DAY
  };
  private static final int[] ROLLED_AT = {
    RECEIVED_1H, RECEIVED_24H, RECEIVED_7D, PAYERS_1H, PAYERS_24H, SENT_7D, RECEIVERS_24H
  };

  private PartyProfiles() {}

  /** Whether the party has taken part in any transaction. */
  static boolean isKnown(int[] page, int at) {
    return (page[at + SENT_COUNT] | page[at + RECEIVED_COUNT]) != 0;
  }

  static float number(int[] page, int at) {
    return Float.intBitsToFloat(page[at]);
  }

  private static void add(int[] page, int at, float amount) {
    page[at] = Float.floatToRawIntBits(Float.intBitsToFloat(page[at]) + amount);
  }

  /**
   * Begins the profile, or moves its windows on, and returns the time that its windows stand at.
   */
  private static int touch(int[] page, int at, int time) {
    if (!isKnown(page, at)) {
      page[at + FIRST_SEEN] = time;
      page[at + LAST_SEEN] = time;
      return time;
    }
    int last = page[at + LAST_SEEN];
    int now = Math.max(last, time); // a late transaction counts in the newest bucket
    if (now / Rings.HOUR.seconds() != last / Rings.HOUR.seconds()) {
      for (int i = 0; i < ROLLED.length; i++) {
        ROLLED[i].roll(page, at + ROLLED_AT[i], last, now);
      }
    }
    page[at + LAST_SEEN] = now;
    return now;
  }

  /**
   * Counts a payment out.
   *
   * @param amountBits bits of the amount as it was written: equal amounts have equal bits
   * @param lastToReceiver seconds of the last payment to this receiver, −1 if never
   * @param hasReceiver whether the receiver is known
   */
  static void send(
      int[] page,
      int at,
      int time,
      float amount,
      int amountBits,
      int lastToReceiver,
      boolean hasReceiver) {
    int now = touch(page, at, time);
    page[at + SENT_COUNT]++;
    add(page, at + SENT, amount);
    Rings.WEEK.add(page, at + SENT_7D, now, amount);
    boolean same = page[at + LAST_SENT_AMOUNT] == amountBits && amountBits != 0;
    page[at + SAME_AMOUNT_RUN] = same ? page[at + SAME_AMOUNT_RUN] + 1 : 0;
    page[at + LAST_SENT_AMOUNT] = amountBits;
    if (hasReceiver) {
      if (lastToReceiver < 0) {
        page[at + RECEIVERS]++;
      }
      Rings.DAY.mark(page, at + RECEIVERS_24H, lastToReceiver, now);
    }
  }

  /**
   * Counts a payment in.
   *
   * @param payerNonce ln(1 + nonce) of the payer
   * @param payerIsNew whether this is the payer's first appearance
   * @param lastFromPayer seconds of the last payment from this payer, −1 if never
   */
  static void receive(
      int[] page,
      int at,
      int time,
      float amount,
      float payerNonce,
      boolean payerIsNew,
      int lastFromPayer) {
    int now = touch(page, at, time);
    if (page[at + RECEIVED_COUNT] > 0) {
      int gap = Math.max(0, time - page[at + LAST_RECEIPT_TIME]);
      add(page, at + RECEIPT_GAP_SUM, Ln.onePlus(gap));
    }
    page[at + RECEIVED_COUNT]++;
    add(page, at + RECEIVED, amount);
    add(page, at + PAYER_NONCE_SUM, payerNonce);
    page[at + NEWCOMER_RECEIPTS] += payerIsNew ? 1 : 0;
    page[at + LAST_RECEIPT_TIME] = now;
    page[at + LAST_RECEIPT_AMOUNT] = Float.floatToRawIntBits(amount);
    Rings.HOUR.add(page, at + RECEIVED_1H, now, amount);
    Rings.DAY.add(page, at + RECEIVED_24H, now, amount);
    Rings.WEEK.add(page, at + RECEIVED_7D, now, amount);
    Rings.HOUR.mark(page, at + PAYERS_1H, lastFromPayer, now);
    Rings.DAY.mark(page, at + PAYERS_24H, lastFromPayer, now);
  }
}
