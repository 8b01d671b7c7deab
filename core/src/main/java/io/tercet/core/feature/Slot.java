package io.tercet.core.feature;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where each feature's numbers lie in a batch: {@link Batch#ROWS} places each, those whose
 * logarithm is taken first, so that it is taken in one loop. Constants, so that a stage writes to
 * places that the compiler knows.
 */
final class Slot {
  /** The features that stages write as the number whose logarithm they are. */
  private static final Set<Feature> LOGARITHMS =
      EnumSet.of(
          Feature.PARTY_SENIORITY,
          Feature.SENDER_AGE,
          Feature.RECEIVER_AGE,
          Feature.PARTY_RECEIVED,
          Feature.PARTY_SPREAD,
          Feature.PAIR_COUNT,
          Feature.PAYERS_1H,
          Feature.PAYERS_24H,
          Feature.RECEIVED_1H,
          Feature.RECEIVED_24H,
          Feature.RECEIVED_24H_S,
          Feature.ACTIVITY_RATE_R,
          Feature.ACTIVITY_RATE_S,
          Feature.SENDER_BALANCE_RATIO,
          Feature.RECEIVERS_24H,
          Feature.PAIR_BACK,
          Feature.DWELL,
          Feature.OUT_AGAINST_LAST_IN,
          Feature.AMOUNT_RATIO,
          Feature.AMOUNT_AGAINST_MAX,
          Feature.HIGH_COUNT_14D,
          Feature.STRUCTURING_7D,
          Feature.SAME_AMOUNT,
          Feature.COUNT_1H,
          Feature.COUNT_24H,
          Feature.COUNT_7D,
          Feature.SUM_24H,
          Feature.SUM_7D,
          Feature.BURST,
          Feature.HOUR_RARITY,
          Feature.CUSTOMER_AGE,
          Feature.CUSTOMER_COUNT);

  /** Not a feature, but a logarithm: the customer's usual amount. */
  static final int USUAL_AMOUNT = LOGARITHMS.size() * Batch.ROWS;

  /** Where the logarithms end. */
  static final int LOGARITHMS_END = USUAL_AMOUNT + Batch.ROWS;

  /** Where everything ends. */
  static final int END = (Feature.count() + 1) * Batch.ROWS;

  private static final int[] SLOTS = slots();

  static final int PARTY_AGE = of(Feature.PARTY_AGE);
  static final int PARTY_SENIORITY = of(Feature.PARTY_SENIORITY);
  static final int SENDER_AGE = of(Feature.SENDER_AGE);
  static final int RECEIVER_AGE = of(Feature.RECEIVER_AGE);
  static final int PARTY_RECEIVED = of(Feature.PARTY_RECEIVED);
  static final int PARTY_SPREAD = of(Feature.PARTY_SPREAD);
  static final int PAIR_COUNT = of(Feature.PAIR_COUNT);
  static final int SENDER_NONCE = of(Feature.SENDER_NONCE);
  static final int RECEIVER_PAYER_NONCE = of(Feature.RECEIVER_PAYER_NONCE);
  static final int NEWCOMER_SHARE_R = of(Feature.NEWCOMER_SHARE_R);
  static final int NEWCOMER_SHARE_S = of(Feature.NEWCOMER_SHARE_S);
  static final int PAYERS_1H = of(Feature.PAYERS_1H);
  static final int PAYERS_24H = of(Feature.PAYERS_24H);
  static final int RECEIVED_1H = of(Feature.RECEIVED_1H);
  static final int RECEIVED_24H = of(Feature.RECEIVED_24H);
  static final int RECEIVED_24H_S = of(Feature.RECEIVED_24H_S);
  static final int ACTIVITY_RATE_R = of(Feature.ACTIVITY_RATE_R);
  static final int ACTIVITY_RATE_S = of(Feature.ACTIVITY_RATE_S);
  static final int RECEIPT_GAP_R = of(Feature.RECEIPT_GAP_R);
  static final int RECEIPT_GAP_S = of(Feature.RECEIPT_GAP_S);
  static final int SIGNIFICANT_DIGITS = of(Feature.SIGNIFICANT_DIGITS);
  static final int SENDER_BALANCE_RATIO = of(Feature.SENDER_BALANCE_RATIO);
  static final int SENDER_FAN_OUT = of(Feature.SENDER_FAN_OUT);
  static final int RECEIVERS_24H = of(Feature.RECEIVERS_24H);
  static final int FLOW_7D_R = of(Feature.FLOW_7D_R);
  static final int PAIR_BACK = of(Feature.PAIR_BACK);
  static final int DWELL = of(Feature.DWELL);
  static final int DRAIN = of(Feature.DRAIN);
  static final int OUT_AGAINST_LAST_IN = of(Feature.OUT_AGAINST_LAST_IN);
  static final int AMOUNT = of(Feature.AMOUNT);
  static final int AMOUNT_RATIO = of(Feature.AMOUNT_RATIO);
  static final int AMOUNT_DEVIATION = of(Feature.AMOUNT_DEVIATION);
  static final int AMOUNT_AGAINST_MAX = of(Feature.AMOUNT_AGAINST_MAX);
  static final int HIGH_COUNT_14D = of(Feature.HIGH_COUNT_14D);
  static final int FEE_RATIO = of(Feature.FEE_RATIO);
  static final int FEE_AGAINST_MARKET = of(Feature.FEE_AGAINST_MARKET);
  static final int STRUCTURING_7D = of(Feature.STRUCTURING_7D);
  static final int SAME_AMOUNT = of(Feature.SAME_AMOUNT);
  static final int COUNT_1H = of(Feature.COUNT_1H);
  static final int COUNT_24H = of(Feature.COUNT_24H);
  static final int COUNT_7D = of(Feature.COUNT_7D);
  static final int SUM_24H = of(Feature.SUM_24H);
  static final int SUM_7D = of(Feature.SUM_7D);
  static final int BURST = of(Feature.BURST);
  static final int GAP = of(Feature.GAP);
  static final int GAP_DEVIATION = of(Feature.GAP_DEVIATION);
  static final int HOUR_SIN = of(Feature.HOUR_SIN);
  static final int HOUR_COS = of(Feature.HOUR_COS);
  static final int WEEKDAY_SIN = of(Feature.WEEKDAY_SIN);
  static final int WEEKDAY_COS = of(Feature.WEEKDAY_COS);
  static final int NIGHT = of(Feature.NIGHT);
  static final int HOUR_RARITY = of(Feature.HOUR_RARITY);
  static final int ACCOUNT = of(Feature.ACCOUNT);
  static final int CUSTOMER_AGE = of(Feature.CUSTOMER_AGE);
  static final int CUSTOMER_COUNT = of(Feature.CUSTOMER_COUNT);
  static final int NEW_CURRENCY = of(Feature.NEW_CURRENCY);
  static final int NEW_TYPE = of(Feature.NEW_TYPE);
  static final int FAILED = of(Feature.FAILED);
  static final int LOOK_ALIKE = of(Feature.LOOK_ALIKE);

  private Slot() {}

  private static int[] slots() {
    int[] slots = new int[Feature.count()];
    int nextLogarithm = 0;
    int next = LOGARITHMS_END;
    for (Feature feature : Feature.all()) {
      boolean logarithm = LOGARITHMS.contains(feature);
      slots[feature.ordinal()] = logarithm ? nextLogarithm : next;
      nextLogarithm += logarithm ? Batch.ROWS : 0;
      next += logarithm ? 0 : Batch.ROWS;
    }
    return slots;
  }

  private static int of(Feature feature) {
    return of(feature.ordinal());
  }

  /** The slot of the feature with this ordinal. */
  static int of(int ordinal) {
    return SLOTS[ordinal];
  }
}
