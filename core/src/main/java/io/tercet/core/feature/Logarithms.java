package io.tercet.core.feature;

import io.tercet.core.math.Ln;

/** Takes the logarithms of a whole batch, where the stages before left the numbers themselves. */
final class Logarithms {
  private static final int[] COLUMNS =
      ordinals(
          Feature.PARTY_SENIORITY,
          Feature.SENDER_AGE,
          Feature.RECEIVER_AGE,
          Feature.PARTY_RECEIVED,
          Feature.RECEIVED_1H,
          Feature.RECEIVED_24H,
          Feature.RECEIVED_24H_S,
          Feature.ACTIVITY_RATE_R,
          Feature.ACTIVITY_RATE_S,
          Feature.SENDER_BALANCE_RATIO,
          Feature.DWELL,
          Feature.OUT_AGAINST_LAST_IN,
          Feature.AMOUNT_RATIO,
          Feature.AMOUNT_AGAINST_MAX,
          Feature.SUM_24H,
          Feature.SUM_7D,
          Feature.BURST,
          Feature.HOUR_RARITY,
          Feature.CUSTOMER_AGE);

  private Logarithms() {}

  private static int[] ordinals(Feature... features) {
    int[] ordinals = new int[features.length];
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = features[i].ordinal();
    }
    return ordinals;
  }

  static void take(Batch batch) {
    int to = batch.from + batch.count;
    for (int column : COLUMNS) {
      Ln.replace(batch.out.columns[column], batch.from, to);
    }
    Ln.replace(batch.out.usualAmountFeature, batch.from, to);
    float[] usual = batch.out.usualAmountFeature;
    float[] flow = batch.column(Feature.OUT_AGAINST_LAST_IN);
    for (int k = 0; k < batch.count; k++) {
      usual[batch.from + k] = (float) (usual[batch.from + k] / batch.currencySpread[k]);
      flow[batch.from + k] = Math.abs(flow[batch.from + k]);
    }
    emitOlder(batch);
  }

  /** The age of the older party, or of the one that is there; then its share of all time. */
  private static void emitOlder(Batch batch) {
    float[] sender = batch.column(Feature.SENDER_AGE);
    float[] receiver = batch.column(Feature.RECEIVER_AGE);
    float[] older = batch.column(Feature.PARTY_AGE);
    float[] seniority = batch.column(Feature.PARTY_SENIORITY);
    for (int i = batch.from; i < batch.from + batch.count; i++) {
      older[i] = sender[i] >= receiver[i] || Float.isNaN(receiver[i]) ? sender[i] : receiver[i];
      seniority[i] = Math.min(0, older[i] - seniority[i]);
    }
  }
}
