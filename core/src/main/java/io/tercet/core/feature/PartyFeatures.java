package io.tercet.core.feature;

import static io.tercet.core.feature.PartyProfiles.number;

import io.tercet.core.math.Ln;

/** Emits what the profiles of sender and receiver say, before the transaction updates them. */
final class PartyFeatures {
  private static final float YEAR = Ln.onePlus(365 * 86_400.0);

  /** Softens ratios of amounts: a hundredth of a usual amount. */
  private static final double EPSILON = 0.01;

  private static final Feature[] OF_RECEIVER = {
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

  static void emit(Row row) {
    emitNewness(row);
    emitPair(row);
    if (row.receiver == null) {
      row.putUnknown(OF_RECEIVER);
    } else {
      emitReceiver(row, row.receiver, row.receiverAt);
      emitReceiverWindows(row, row.receiver, row.receiverAt);
    }
    if (row.sender == null) {
      row.putUnknown(OF_SENDER);
    } else {
      emitSender(row, row.sender, row.senderAt);
      emitSenderWindows(row, row.sender, row.senderAt);
    }
    emitFlow(row);
  }

  private static void emitNewness(Row row) {
    float senderAge = Float.NaN;
    float senderReceived = Float.NaN;
    float senderSpread = Float.NaN;
    if (row.sender != null) {
      senderAge = age(row.sender, row.senderAt, row.time);
      senderReceived = received(row.sender, row.senderAt);
      senderSpread = spread(row.sender, row.senderAt);
    }
    float receiverAge = Float.NaN;
    float receiverReceived = Float.NaN;
    float receiverSpread = Float.NaN;
    if (row.receiver != null) {
      receiverAge = age(row.receiver, row.receiverAt, row.time);
      receiverReceived = received(row.receiver, row.receiverAt);
      receiverSpread = spread(row.receiver, row.receiverAt);
    }
    row.put(Feature.SENDER_AGE, senderAge);
    row.put(Feature.RECEIVER_AGE, receiverAge);
    float partyAge = larger(senderAge, receiverAge);
    row.put(Feature.PARTY_AGE, partyAge);
    row.put(Feature.PARTY_SENIORITY, Math.min(0, partyAge - row.observed));
    row.put(Feature.PARTY_RECEIVED, larger(senderReceived, receiverReceived));
    row.put(Feature.PARTY_SPREAD, larger(senderSpread, receiverSpread));
  }

  private static void emitPair(Row row) {
    boolean pair = row.sender != null && row.receiver != null;
    row.put(Feature.PAIR_COUNT, pair ? Ln.onePlus(row.pairCount) : Float.NaN);
    row.put(Feature.PAIR_BACK, pair ? Ln.onePlus(row.backCount) : Float.NaN);
    row.put(Feature.SENDER_NONCE, row.senderExperience);
    row.put(Feature.LOOK_ALIKE, row.lookAlike ? 1 : 0);
  }

  private static void emitReceiver(Row row, int[] page, int at) {
    int receipts = page[at + PartyProfiles.RECEIVED_COUNT];
    float mean = number(page, at + PartyProfiles.PAYER_NONCE_MEAN);
    row.put(Feature.RECEIVER_PAYER_NONCE, mean + (row.senderExperience - mean) / (receipts + 1));
    row.put(Feature.NEWCOMER_SHARE_R, newcomerShare(page, at));
    row.put(Feature.ACTIVITY_RATE_R, activityRate(page, at, row.time));
    row.put(Feature.RECEIPT_GAP_R, receiptGap(page, at));
  }

  private static void emitReceiverWindows(Row row, int[] page, int at) {
    int last = page[at + PartyProfiles.LAST_SEEN];
    int now = Math.max(row.time, last);
    int payers1h = Rings.HOUR.count(page, at + PartyProfiles.PAYERS_1H, last, now);
    int payers24h = Rings.DAY.count(page, at + PartyProfiles.PAYERS_24H, last, now);
    float received1h = Rings.HOUR.sum(page, at + PartyProfiles.RECEIVED_1H, last, now);
    float received24h = Rings.DAY.sum(page, at + PartyProfiles.RECEIVED_24H, last, now);
    row.put(Feature.PAYERS_1H, Ln.onePlus(payers1h));
    row.put(Feature.PAYERS_24H, Ln.onePlus(payers24h));
    row.put(Feature.RECEIVED_1H, Ln.onePlus(received1h));
    row.put(Feature.RECEIVED_24H, Ln.onePlus(received24h));
    float in = Rings.WEEK.sum(page, at + PartyProfiles.RECEIVED_7D, last, now);
    float sent = Rings.WEEK.sum(page, at + PartyProfiles.SENT_7D, last, now);
    float most = Math.max(in, sent);
    row.put(Feature.FLOW_7D_R, most <= 0 ? 0 : Math.min(in, sent) / most);
  }

  private static void emitSender(Row row, int[] page, int at) {
    double in = number(page, at + PartyProfiles.RECEIVED);
    double sent = number(page, at + PartyProfiles.SENT);
    float receivers = page[at + PartyProfiles.RECEIVERS];
    float payments = page[at + PartyProfiles.SENT_COUNT];
    int lastAmount = page[at + PartyProfiles.LAST_SENT_AMOUNT];
    boolean same = row.amount > 0 && lastAmount == PartyProfiles.amountBits(row.amount);
    int run = same ? page[at + PartyProfiles.SAME_AMOUNT_RUN] + 1 : 0;
    row.put(Feature.NEWCOMER_SHARE_S, newcomerShare(page, at));
    row.put(Feature.ACTIVITY_RATE_S, activityRate(page, at, row.time));
    row.put(Feature.RECEIPT_GAP_S, receiptGap(page, at));
    row.put(Feature.SENDER_BALANCE_RATIO, (float) Ln.of((in + EPSILON) / (sent + EPSILON)));
    row.put(Feature.SENDER_FAN_OUT, (receivers + 1) / (payments + 1));
    row.put(Feature.SAME_AMOUNT, Ln.onePlus(run));
  }

  private static void emitSenderWindows(Row row, int[] page, int at) {
    int last = page[at + PartyProfiles.LAST_SEEN];
    int now = Math.max(row.time, last);
    float received = Rings.DAY.sum(page, at + PartyProfiles.RECEIVED_24H, last, now);
    int receivers = Rings.DAY.count(page, at + PartyProfiles.RECEIVERS_24H, last, now);
    row.put(Feature.RECEIVED_24H_S, Ln.onePlus(received));
    row.put(Feature.RECEIVERS_24H, Ln.onePlus(receivers));
  }

  /** What leaves against what came in: of the customer, or of the sender's address if richer. */
  private static void emitFlow(Row row) {
    if (row.deposit) {
      row.putUnknown(OF_FLOW);
      return;
    }
    int[] c = row.customer;
    int at = row.customerAt;
    float in = number(c, at + CustomerProfiles.RECEIVED);
    if (row.sender != null) {
      int[] s = row.sender;
      int senderAt = row.senderAt;
      float senderIn = number(s, senderAt + PartyProfiles.RECEIVED);
      if (senderIn > in) {
        float sent = number(s, senderAt + PartyProfiles.SENT);
        float lastIn = number(s, senderAt + PartyProfiles.LAST_RECEIPT_AMOUNT);
        emitFlow(row, senderIn, sent, s[senderAt + PartyProfiles.LAST_RECEIPT_TIME], lastIn);
        return;
      }
    }
    float sent = number(c, at + CustomerProfiles.SENT);
    float lastIn = number(c, at + CustomerProfiles.LAST_RECEIPT_AMOUNT);
    emitFlow(row, in, sent, c[at + CustomerProfiles.LAST_RECEIPT_TIME], lastIn);
  }

  private static void emitFlow(Row row, double in, double sent, int lastTime, double lastIn) {
    if (in <= 0) {
      row.putUnknown(OF_FLOW);
      row.put(Feature.DWELL, YEAR);
      return;
    }
    double balance = Math.max(in - sent, row.relativeAmount);
    double ratio = (row.relativeAmount + EPSILON) / (lastIn + EPSILON);
    row.put(Feature.DWELL, Ln.onePlus(Math.max(0, row.time - lastTime)));
    row.put(Feature.DRAIN, balance <= 0 ? 0 : (float) (row.relativeAmount / balance));
    row.put(Feature.OUT_AGAINST_LAST_IN, (float) Math.abs(Ln.of(ratio)));
  }

  private static float age(int[] page, int at, int time) {
    return PartyProfiles.isKnown(page, at)
        ? Ln.onePlus(Math.max(0, time - page[at + PartyProfiles.FIRST_SEEN]))
        : 0;
  }

  private static float received(int[] page, int at) {
    return Ln.onePlus(number(page, at + PartyProfiles.RECEIVED));
  }

  private static float spread(int[] page, int at) {
    return Ln.onePlus(page[at + PartyProfiles.RECEIVERS]);
  }

  private static float newcomerShare(int[] page, int at) {
    return page[at + PartyProfiles.NEWCOMER_RECEIPTS]
        / (page[at + PartyProfiles.RECEIVED_COUNT] + 1f);
  }

  /** Transactions per day of life; a life is at least a day long. */
  private static float activityRate(int[] page, int at, int time) {
    int count = page[at + PartyProfiles.SENT_COUNT] + page[at + PartyProfiles.RECEIVED_COUNT];
    if (count == 0) {
      return 0;
    }
    double days = Math.max(1, (time - page[at + PartyProfiles.FIRST_SEEN]) / 86_400.0);
    return Ln.onePlus(count / days);
  }

  /** Mean ln(1 + seconds) between receipts; that of a year for fewer than two. */
  private static float receiptGap(int[] page, int at) {
    return page[at + PartyProfiles.RECEIVED_COUNT] < 2
        ? YEAR
        : number(page, at + PartyProfiles.RECEIPT_GAP_MEAN);
  }

  /** The larger one, or the one that is there. */
  private static float larger(float a, float b) {
    return Float.isNaN(a) ? b : Float.isNaN(b) ? a : Math.max(a, b);
  }
}
