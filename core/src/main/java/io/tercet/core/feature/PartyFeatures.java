package io.tercet.core.feature;

import static io.tercet.core.feature.PartyProfiles.number;

import io.tercet.core.math.Ln;

/** Emits what the profiles of sender and receiver say of a transaction. */
final class PartyFeatures {
  private static final float YEAR = Ln.onePlus(365 * 86_400.0);

  /** Softens ratios of amounts: a hundredth of a usual amount. */
  private static final float EPSILON = 0.01f;

  private static final float DAY = 86_400;

  private static final Feature[] OF_RECEIVER = {
    Feature.RECEIVER_AGE,
    Feature.RECEIVER_PAYER_NONCE,
    Feature.NEWCOMER_SHARE_R,
    Feature.PAYERS_1H,
    Feature.PAYERS_24H,
    Feature.RECEIVED_1H,
    Feature.RECEIVED_24H,
    Feature.ACTIVITY_RATE_R,
    Feature.RECEIPT_GAP_R,
    Feature.FLOW_7D_R
  };
  private static final Feature[] OF_SENDER = {
    Feature.SENDER_AGE,
    Feature.NEWCOMER_SHARE_S,
    Feature.RECEIVED_24H_S,
    Feature.ACTIVITY_RATE_S,
    Feature.RECEIPT_GAP_S,
    Feature.SENDER_BALANCE_RATIO,
    Feature.SENDER_FAN_OUT,
    Feature.RECEIVERS_24H,
    Feature.SAME_AMOUNT
  };
  private static final Feature[] OF_FLOW = {
    Feature.DWELL, Feature.DRAIN, Feature.OUT_AGAINST_LAST_IN
  };

  private PartyFeatures() {}

  /** Emits what the receiver's profile says; its windows were moved on to the row's time. */
  static void emitReceiver(Row row, int[] page, int at) {
    int receipts = page[at + PartyProfiles.RECEIVED_COUNT];
    float mean = number(page, at + PartyProfiles.PAYER_NONCE_MEAN);
    row.put(Feature.RECEIVER_AGE, 1f + age(page, at, row.time));
    row.put(Feature.RECEIVER_PAYER_NONCE, mean + (row.senderExperience - mean) / (receipts + 1));
    row.put(Feature.NEWCOMER_SHARE_R, newcomerShare(page, at));
    row.put(Feature.ACTIVITY_RATE_R, 1 + activityRate(page, at, row.time));
    row.put(Feature.RECEIPT_GAP_R, receiptGap(page, at));
    int payers1h = Rings.HOUR.count(page, at + PartyProfiles.PAYERS_1H);
    int payers24h = Rings.DAY.count(page, at + PartyProfiles.PAYERS_24H);
    row.put(Feature.PAYERS_1H, Ln.onePlus(payers1h));
    row.put(Feature.PAYERS_24H, Ln.onePlus(payers24h));
    row.put(Feature.RECEIVED_1H, 1 + Rings.HOUR.sum(page, at + PartyProfiles.RECEIVED_1H));
    row.put(Feature.RECEIVED_24H, 1 + Rings.DAY.sum(page, at + PartyProfiles.RECEIVED_24H));
    float in = Rings.WEEK.sum(page, at + PartyProfiles.RECEIVED_7D);
    float sent = Rings.WEEK.sum(page, at + PartyProfiles.SENT_7D);
    float most = Math.max(in, sent);
    row.put(Feature.FLOW_7D_R, most <= 0 ? 0 : Math.min(in, sent) / most);
  }

  /** Emits what the sender's profile says; its windows were moved on to the row's time. */
  static void emitSender(Row row, int[] page, int at) {
    float in = number(page, at + PartyProfiles.RECEIVED);
    float sent = number(page, at + PartyProfiles.SENT);
    float receivers = page[at + PartyProfiles.RECEIVERS];
    float payments = page[at + PartyProfiles.SENT_COUNT];
    int lastAmount = page[at + PartyProfiles.LAST_SENT_AMOUNT];
    boolean same = row.written > 0 && lastAmount == PartyProfiles.amountBits(row.written);
    int run = same ? page[at + PartyProfiles.SAME_AMOUNT_RUN] + 1 : 0;
    row.put(Feature.SENDER_AGE, 1f + age(page, at, row.time));
    row.put(Feature.NEWCOMER_SHARE_S, newcomerShare(page, at));
    row.put(Feature.ACTIVITY_RATE_S, 1 + activityRate(page, at, row.time));
    row.put(Feature.RECEIPT_GAP_S, receiptGap(page, at));
    row.put(Feature.SENDER_BALANCE_RATIO, (in + EPSILON) / (sent + EPSILON));
    row.put(Feature.SENDER_FAN_OUT, (receivers + 1) / (payments + 1));
    row.put(Feature.SAME_AMOUNT, Ln.onePlus(run));
    row.put(Feature.RECEIVED_24H_S, 1 + Rings.DAY.sum(page, at + PartyProfiles.RECEIVED_24H));
    int receivers24h = Rings.DAY.count(page, at + PartyProfiles.RECEIVERS_24H);
    row.put(Feature.RECEIVERS_24H, Ln.onePlus(receivers24h));
  }

  /** Emits what both profiles say together. */
  static void emitBoth(Row row, int[] sender, int senderAt, int[] receiver, int receiverAt) {
    float received =
        Math.max(
            number(sender, senderAt + PartyProfiles.RECEIVED),
            number(receiver, receiverAt + PartyProfiles.RECEIVED));
    int spread =
        Math.max(
            sender[senderAt + PartyProfiles.RECEIVERS],
            receiver[receiverAt + PartyProfiles.RECEIVERS]);
    row.put(Feature.PARTY_RECEIVED, 1 + received);
    row.put(Feature.PARTY_SPREAD, Ln.onePlus(spread));
  }

  static void putUnknownReceiver(Row row) {
    row.putUnknown(OF_RECEIVER);
  }

  static void putUnknownSender(Row row) {
    row.putUnknown(OF_SENDER);
  }

  /**
   * Emits what leaves against what came in: of the customer, or of the sender's address if richer.
   *
   * @param page the sender's, which is of no matter without a sender
   */
  static void emitFlow(Row row, Batch batch, int k, int[] page, int at) {
    if (row.deposit) {
      row.putUnknown(OF_FLOW);
      return;
    }
    float in = batch.customerReceived[k];
    if (row.hasSender && number(page, at + PartyProfiles.RECEIVED) > in) {
      int lastTime = page[at + PartyProfiles.LAST_RECEIPT_TIME];
      float lastIn = number(page, at + PartyProfiles.LAST_RECEIPT_AMOUNT);
      float sent = number(page, at + PartyProfiles.SENT);
      emitFlow(row, number(page, at + PartyProfiles.RECEIVED), sent, lastTime, lastIn);
    } else {
      float sent = batch.customerSent[k];
      emitFlow(row, in, sent, batch.customerReceiptTime[k], batch.customerReceipt[k]);
    }
  }

  private static void emitFlow(Row row, float in, float sent, int lastTime, float lastIn) {
    if (in <= 0) {
      row.putUnknown(OF_FLOW);
      row.put(Feature.DWELL, 1 + 365 * DAY);
      return;
    }
    float balance = Math.max(in - sent, row.amount);
    row.put(Feature.DWELL, 1f + Math.max(0, row.time - lastTime));
    row.put(Feature.DRAIN, balance <= 0 ? 0 : row.amount / balance);
    row.put(Feature.OUT_AGAINST_LAST_IN, (row.amount + EPSILON) / (lastIn + EPSILON));
  }

  private static int age(int[] page, int at, int time) {
    return Math.max(0, time - page[at + PartyProfiles.FIRST_SEEN]);
  }

  private static float newcomerShare(int[] page, int at) {
    return page[at + PartyProfiles.NEWCOMER_RECEIPTS]
        / (page[at + PartyProfiles.RECEIVED_COUNT] + 1f);
  }

  /** Transactions per day of life; a life is at least a day long. */
  private static float activityRate(int[] page, int at, int time) {
    float count =
        (float) page[at + PartyProfiles.SENT_COUNT] + page[at + PartyProfiles.RECEIVED_COUNT];
    return count * DAY / Math.max(DAY, time - page[at + PartyProfiles.FIRST_SEEN]);
  }

  /** Mean ln(1 + seconds) between receipts; that of a year for fewer than two. */
  private static float receiptGap(int[] page, int at) {
    return page[at + PartyProfiles.RECEIVED_COUNT] < 2
        ? YEAR
        : number(page, at + PartyProfiles.RECEIPT_GAP_MEAN);
  }
}
