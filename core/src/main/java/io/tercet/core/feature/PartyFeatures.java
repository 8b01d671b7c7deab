package io.tercet.core.feature;

import io.tercet.core.math.Ln;

/** Emits what the profiles of sender and receiver say of a transaction. */
final class PartyFeatures {
  private static final float YEAR = Ln.onePlus(365 * 86_400.0);

  /** Softens ratios of amounts: a hundredth of a usual amount. */
  private static final float EPSILON = 0.01f;

  private static final float DAY = 86_400;

  private static final int[] LOGARITHMS_OF_RECEIVER = {
    Slot.RECEIVER_AGE,
    Slot.PAYERS_1H,
    Slot.PAYERS_24H,
    Slot.RECEIVED_1H,
    Slot.RECEIVED_24H,
    Slot.ACTIVITY_RATE_R
  };
  private static final int[] LOGARITHMS_OF_SENDER = {
    Slot.SENDER_AGE,
    Slot.RECEIVED_24H_S,
    Slot.ACTIVITY_RATE_S,
    Slot.SENDER_BALANCE_RATIO,
    Slot.RECEIVERS_24H,
    Slot.SAME_AMOUNT
  };

  private PartyFeatures() {}

  /** Emits what the receiver's profile says; its windows were moved on to the row's time. */
  static void emitReceiver(Row row, long[] page, int at, Batch batch, int k) {
    int receipts = PartyProfiles.receivedCount(page, at);
    float mean = Words.lowFloat(page[at + PartyProfiles.PAYER_NONCE_AND_GAP_MEAN]);
    float withThis = mean + (row.senderExperience - mean) / (receipts + 1);
    batch.putLnOnePlus(Slot.RECEIVER_AGE, k, age(page, at, row.time));
    batch.put(Slot.RECEIVER_PAYER_NONCE, k, withThis);
    batch.put(Slot.NEWCOMER_SHARE_R, k, newcomerShare(page, at));
    batch.putLn(Slot.ACTIVITY_RATE_R, k, 1 + activityRate(page, at, row.time));
    batch.put(Slot.RECEIPT_GAP_R, k, receiptGap(page, at));
    batch.putLnOnePlus(Slot.PAYERS_1H, k, Rings.count(page, at + PartyProfiles.PAYERS_1H));
    batch.putLnOnePlus(Slot.PAYERS_24H, k, Rings.count(page, at + PartyProfiles.PAYERS_24H));
    batch.putLn(Slot.RECEIVED_1H, k, 1 + Rings.sum(page, at + PartyProfiles.RECEIVED_1H));
    batch.putLn(Slot.RECEIVED_24H, k, 1 + Rings.sum(page, at + PartyProfiles.RECEIVED_24H));
    float in = Rings.sum(page, at + PartyProfiles.RECEIVED_7D);
    float sent = Rings.sum(page, at + PartyProfiles.SENT_7D);
    float most = Math.max(in, sent);
    batch.put(Slot.FLOW_7D_R, k, most <= 0 ? 0 : Math.min(in, sent) / most);
  }

  /** Emits what the sender's profile says; its windows were moved on to the row's time. */
  static void emitSender(Row row, long[] page, int at, Batch batch, int k) {
    long sums = page[at + PartyProfiles.SENT_AND_RECEIVED];
    float in = Words.highFloat(sums);
    float sent = Words.lowFloat(sums);
    float receivers = PartyProfiles.receivers(page, at);
    float payments = PartyProfiles.sentCount(page, at);
    long last = page[at + PartyProfiles.LAST_SENT_AMOUNT_AND_RUN];
    int bits = PartyProfiles.amountBits(row.written);
    boolean same = row.written > 0 && Words.low(last) == bits;
    batch.putLnOnePlus(Slot.SENDER_AGE, k, age(page, at, row.time));
    batch.put(Slot.NEWCOMER_SHARE_S, k, newcomerShare(page, at));
    batch.putLn(Slot.ACTIVITY_RATE_S, k, 1 + activityRate(page, at, row.time));
    batch.put(Slot.RECEIPT_GAP_S, k, receiptGap(page, at));
    batch.putLn(Slot.SENDER_BALANCE_RATIO, k, (in + EPSILON) / (sent + EPSILON));
    batch.put(Slot.SENDER_FAN_OUT, k, (receivers + 1) / (payments + 1));
    batch.putLnOnePlus(Slot.SAME_AMOUNT, k, same ? Words.high(last) + 1 : 0);
    batch.putLn(Slot.RECEIVED_24H_S, k, 1 + Rings.sum(page, at + PartyProfiles.RECEIVED_24H));
    int receivers24h = Rings.count(page, at + PartyProfiles.RECEIVERS_24H);
    batch.putLnOnePlus(Slot.RECEIVERS_24H, k, receivers24h);
  }

  /** Emits what both profiles say together. */
  static void emitBoth(
      long[] sender, int senderAt, long[] receiver, int receiverAt, Batch batch, int k) {
    float received =
        Math.max(
            PartyProfiles.received(sender, senderAt), PartyProfiles.received(receiver, receiverAt));
    int spread =
        Math.max(
            PartyProfiles.receivers(sender, senderAt),
            PartyProfiles.receivers(receiver, receiverAt));
    batch.putLn(Slot.PARTY_RECEIVED, k, 1 + received);
    batch.putLnOnePlus(Slot.PARTY_SPREAD, k, spread);
  }

  static void putUnknownReceiver(Batch batch, int k) {
    for (int slot : LOGARITHMS_OF_RECEIVER) {
      batch.putUnknownLn(slot, k);
    }
    batch.put(Slot.RECEIVER_PAYER_NONCE, k, Float.NaN);
    batch.put(Slot.NEWCOMER_SHARE_R, k, Float.NaN);
    batch.put(Slot.RECEIPT_GAP_R, k, Float.NaN);
    batch.put(Slot.FLOW_7D_R, k, Float.NaN);
  }

  static void putUnknownSender(Batch batch, int k) {
    for (int slot : LOGARITHMS_OF_SENDER) {
      batch.putUnknownLn(slot, k);
    }
    batch.put(Slot.NEWCOMER_SHARE_S, k, Float.NaN);
    batch.put(Slot.RECEIPT_GAP_S, k, Float.NaN);
    batch.put(Slot.SENDER_FAN_OUT, k, Float.NaN);
  }

  /**
   * Emits what leaves against what came in: of the customer, or of the sender's address if richer.
   *
   * @param page the sender's, which is of no matter without a sender
   */
  static void emitFlow(Row row, long[] page, int at, Batch batch, int k) {
    if (row.deposit) {
      batch.putUnknownLn(Slot.DWELL, k);
      putUnknownFlow(batch, k);
      return;
    }
    float in = Words.lowFloat(batch.customerFlow[k]);
    float sent = Words.highFloat(batch.customerFlow[k]);
    long last = batch.customerReceipt[k];
    if (row.hasSender && PartyProfiles.received(page, at) > in) {
      in = PartyProfiles.received(page, at);
      sent = Words.lowFloat(page[at + PartyProfiles.SENT_AND_RECEIVED]);
      last = page[at + PartyProfiles.LAST_RECEIPT_TIME_AND_AMOUNT];
    }
    if (in <= 0) {
      batch.putLn(Slot.DWELL, k, 1 + 365 * DAY);
      putUnknownFlow(batch, k);
      return;
    }
    float balance = Math.max(in - sent, row.amount);
    float toLastIn = (row.amount + EPSILON) / (Words.highFloat(last) + EPSILON);
    batch.putLnOnePlus(Slot.DWELL, k, Math.max(0, row.time - Words.low(last)));
    batch.put(Slot.DRAIN, k, balance <= 0 ? 0 : row.amount / balance);
    batch.putLn(Slot.OUT_AGAINST_LAST_IN, k, toLastIn);
  }

  private static void putUnknownFlow(Batch batch, int k) {
    batch.put(Slot.DRAIN, k, Float.NaN);
    batch.putUnknownLn(Slot.OUT_AGAINST_LAST_IN, k);
  }

  private static int age(long[] page, int at, int time) {
    return Math.max(0, time - PartyProfiles.firstSeen(page, at));
  }

  private static float newcomerShare(long[] page, int at) {
    return Words.high(page[at + PartyProfiles.RECEIVERS_AND_NEWCOMERS])
        / (PartyProfiles.receivedCount(page, at) + 1f);
  }

  /** Transactions per day of life; a life is at least a day long. */
  private static float activityRate(long[] page, int at, int time) {
    float sent = PartyProfiles.sentCount(page, at);
    float count = sent + PartyProfiles.receivedCount(page, at);
    return count * DAY / Math.max(DAY, time - PartyProfiles.firstSeen(page, at));
  }

  /** Mean ln(1 + seconds) between receipts; that of a year for fewer than two. */
  private static float receiptGap(long[] page, int at) {
    return PartyProfiles.receivedCount(page, at) < 2
        ? YEAR
        : Words.highFloat(page[at + PartyProfiles.PAYER_NONCE_AND_GAP_MEAN]);
  }
}
