package io.tercet.core.feature;

import static io.tercet.core.feature.PartyProfiles.number;

import io.tercet.core.math.Ln;

/** Emits what the profiles of sender and receiver say, before the transaction updates them. */
final class PartyFeatures {
  private static final float YEAR = Ln.onePlus(365 * 86_400.0);

  /** Softens ratios of amounts: a hundredth of a usual amount. */
  private static final double EPSILON = 0.01;

  private PartyFeatures() {}

  static void emit(Row row, float[][] out, int i) {
    emitNewness(row, out, i);
    emitReceiver(row, out, i);
    emitSender(row, out, i);
    emitFlow(row, out, i);
  }

  private static void emitNewness(Row row, float[][] out, int i) {
    int[] s = row.sender;
    int[] r = row.receiver;
    float senderAge = s == null ? Float.NaN : age(s, row.senderAt, row.time);
    float receiverAge = r == null ? Float.NaN : age(r, row.receiverAt, row.time);
    put(out, Feature.SENDER_AGE, i, senderAge);
    put(out, Feature.RECEIVER_AGE, i, receiverAge);
    put(out, Feature.PARTY_AGE, i, larger(senderAge, receiverAge));
    put(
        out,
        Feature.PARTY_RECEIVED,
        i,
        larger(
            s == null ? Float.NaN : Ln.onePlus(number(s, row.senderAt + PartyProfiles.RECEIVED)),
            r == null
                ? Float.NaN
                : Ln.onePlus(number(r, row.receiverAt + PartyProfiles.RECEIVED))));
    put(
        out,
        Feature.PARTY_SPREAD,
        i,
        larger(
            s == null ? Float.NaN : Ln.onePlus(s[row.senderAt + PartyProfiles.RECEIVERS]),
            r == null ? Float.NaN : Ln.onePlus(r[row.receiverAt + PartyProfiles.RECEIVERS])));
    boolean pair = s != null && r != null;
    put(out, Feature.PAIR_COUNT, i, pair ? Ln.onePlus(row.pairCount) : Float.NaN);
    put(out, Feature.PAIR_BACK, i, pair ? Ln.onePlus(row.backCount) : Float.NaN);
    put(out, Feature.SENDER_NONCE, i, row.senderExperience);
    put(out, Feature.LOOK_ALIKE, i, row.lookAlike ? 1 : 0);
  }

  private static void emitReceiver(Row row, float[][] out, int i) {
    int[] r = row.receiver;
    int at = row.receiverAt;
    if (r == null) {
      put(out, Feature.RECEIVER_PAYER_NONCE, i, Float.NaN);
      put(out, Feature.NEWCOMER_SHARE_R, i, Float.NaN);
      put(out, Feature.PAYERS_1H, i, Float.NaN);
      put(out, Feature.PAYERS_24H, i, Float.NaN);
      put(out, Feature.RECEIVED_1H, i, Float.NaN);
      put(out, Feature.RECEIVED_24H, i, Float.NaN);
      put(out, Feature.ACTIVITY_RATE_R, i, Float.NaN);
      put(out, Feature.RECEIPT_GAP_R, i, Float.NaN);
      put(out, Feature.FLOW_7D_R, i, Float.NaN);
      return;
    }
    int receipts = r[at + PartyProfiles.RECEIVED_COUNT];
    int last = r[at + PartyProfiles.LAST_SEEN];
    int now = Math.max(row.time, last);
    put(
        out,
        Feature.RECEIVER_PAYER_NONCE,
        i,
        (number(r, at + PartyProfiles.PAYER_NONCE_SUM) + row.senderExperience) / (receipts + 1));
    put(out, Feature.NEWCOMER_SHARE_R, i, newcomerShare(r, at));
    put(
        out,
        Feature.PAYERS_1H,
        i,
        lnCount(Rings.HOUR.count(r, at + PartyProfiles.PAYERS_1H, last, now)));
    put(
        out,
        Feature.PAYERS_24H,
        i,
        lnCount(Rings.DAY.count(r, at + PartyProfiles.PAYERS_24H, last, now)));
    put(
        out,
        Feature.RECEIVED_1H,
        i,
        Ln.onePlus(Rings.HOUR.sum(r, at + PartyProfiles.RECEIVED_1H, last, now)));
    put(
        out,
        Feature.RECEIVED_24H,
        i,
        Ln.onePlus(Rings.DAY.sum(r, at + PartyProfiles.RECEIVED_24H, last, now)));
    put(out, Feature.ACTIVITY_RATE_R, i, activityRate(r, at, row.time));
    put(out, Feature.RECEIPT_GAP_R, i, receiptGap(r, at));
    float in = Rings.WEEK.sum(r, at + PartyProfiles.RECEIVED_7D, last, now);
    float sent = Rings.WEEK.sum(r, at + PartyProfiles.SENT_7D, last, now);
    float most = Math.max(in, sent);
    put(out, Feature.FLOW_7D_R, i, most <= 0 ? 0 : Math.min(in, sent) / most);
  }

  private static void emitSender(Row row, float[][] out, int i) {
    int[] s = row.sender;
    int at = row.senderAt;
    if (s == null) {
      put(out, Feature.NEWCOMER_SHARE_S, i, Float.NaN);
      put(out, Feature.RECEIVED_24H_S, i, Float.NaN);
      put(out, Feature.ACTIVITY_RATE_S, i, Float.NaN);
      put(out, Feature.RECEIPT_GAP_S, i, Float.NaN);
      put(out, Feature.SENDER_BALANCE_RATIO, i, Float.NaN);
      put(out, Feature.SENDER_FAN_OUT, i, Float.NaN);
      put(out, Feature.RECEIVERS_24H, i, Float.NaN);
      put(out, Feature.SAME_AMOUNT, i, Float.NaN);
      return;
    }
    int last = s[at + PartyProfiles.LAST_SEEN];
    int now = Math.max(row.time, last);
    double in = number(s, at + PartyProfiles.RECEIVED);
    double sent = number(s, at + PartyProfiles.SENT);
    put(out, Feature.NEWCOMER_SHARE_S, i, newcomerShare(s, at));
    put(
        out,
        Feature.RECEIVED_24H_S,
        i,
        Ln.onePlus(Rings.DAY.sum(s, at + PartyProfiles.RECEIVED_24H, last, now)));
    put(out, Feature.ACTIVITY_RATE_S, i, activityRate(s, at, row.time));
    put(out, Feature.RECEIPT_GAP_S, i, receiptGap(s, at));
    put(out, Feature.SENDER_BALANCE_RATIO, i, (float) Ln.of((in + EPSILON) / (sent + EPSILON)));
    put(
        out,
        Feature.SENDER_FAN_OUT,
        i,
        (s[at + PartyProfiles.RECEIVERS] + 1f) / (s[at + PartyProfiles.SENT_COUNT] + 1f));
    put(
        out,
        Feature.RECEIVERS_24H,
        i,
        lnCount(Rings.DAY.count(s, at + PartyProfiles.RECEIVERS_24H, last, now)));
    boolean same =
        row.amount > 0
            && s[at + PartyProfiles.LAST_SENT_AMOUNT]
                == Float.floatToRawIntBits((float) row.amount);
    put(out, Feature.SAME_AMOUNT, i, same ? lnCount(s[at + PartyProfiles.SAME_AMOUNT_RUN] + 1) : 0);
  }

  /** What leaves against what came in: of the sender's address, or of the customer behind it. */
  private static void emitFlow(Row row, float[][] out, int i) {
    if (row.deposit) {
      put(out, Feature.DWELL, i, Float.NaN);
      put(out, Feature.DRAIN, i, Float.NaN);
      put(out, Feature.OUT_AGAINST_LAST_IN, i, Float.NaN);
      return;
    }
    int[] c = row.customer;
    int receipt = c[row.customerAt + CustomerProfiles.LAST_RECEIPT_TIME];
    double lastIn = number(c, row.customerAt + CustomerProfiles.LAST_RECEIPT_AMOUNT);
    double in = number(c, row.customerAt + CustomerProfiles.RECEIVED);
    double sent = number(c, row.customerAt + CustomerProfiles.SENT);
    int[] s = row.sender;
    if (s != null && number(s, row.senderAt + PartyProfiles.RECEIVED) > in) {
      receipt = s[row.senderAt + PartyProfiles.LAST_RECEIPT_TIME];
      lastIn = number(s, row.senderAt + PartyProfiles.LAST_RECEIPT_AMOUNT);
      in = number(s, row.senderAt + PartyProfiles.RECEIVED);
      sent = number(s, row.senderAt + PartyProfiles.SENT);
    }
    if (in <= 0) {
      put(out, Feature.DWELL, i, YEAR);
      put(out, Feature.DRAIN, i, Float.NaN);
      put(out, Feature.OUT_AGAINST_LAST_IN, i, Float.NaN);
      return;
    }
    put(out, Feature.DWELL, i, Ln.onePlus(Math.max(0, row.time - receipt)));
    double balance = Math.max(in - sent, row.relativeAmount);
    put(out, Feature.DRAIN, i, balance <= 0 ? 0 : (float) (row.relativeAmount / balance));
    double ratio = (row.relativeAmount + EPSILON) / (lastIn + EPSILON);
    put(out, Feature.OUT_AGAINST_LAST_IN, i, (float) Math.abs(Ln.of(ratio)));
  }

  private static float age(int[] page, int at, int time) {
    return PartyProfiles.isKnown(page, at)
        ? Ln.onePlus(Math.max(0, time - page[at + PartyProfiles.FIRST_SEEN]))
        : 0;
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
    int receipts = page[at + PartyProfiles.RECEIVED_COUNT];
    return receipts < 2 ? YEAR : number(page, at + PartyProfiles.RECEIPT_GAP_SUM) / (receipts - 1);
  }

  private static float lnCount(int count) {
    return Ln.onePlus(count);
  }

  /** The larger one, or the one that is there. */
  private static float larger(float a, float b) {
    return Float.isNaN(a) ? b : Float.isNaN(b) ? a : Math.max(a, b);
  }

  private static void put(float[][] out, Feature feature, int i, float value) {
    out[feature.ordinal()][i] = value;
  }
}
