package io.tercet.core.feature;

import io.tercet.core.math.Ln;

/** Takes the logarithms of a whole batch, where the stages before left the numbers themselves. */
final class Logarithms {
  private Logarithms() {}

  static void take(Batch batch) {
    if (batch.count == Batch.ROWS) {
      Ln.ofBits(batch.arguments, batch.values, 0, Slot.LOGARITHMS_END);
    } else {
      for (int slot = 0; slot < Slot.LOGARITHMS_END; slot += Batch.ROWS) {
        Ln.ofBits(batch.arguments, batch.values, slot, slot + batch.count);
      }
    }
    for (int u = 0; u < batch.unknowns; u++) {
      batch.values[batch.unknown[u]] = Float.NaN;
    }
    finish(batch);
    emitOlder(batch);
  }

  private static void finish(Batch batch) {
    float[] values = batch.values;
    for (int k = 0; k < batch.count; k++) {
      int usual = Slot.USUAL_AMOUNT + k;
      values[usual] = (float) (values[usual] / batch.currencySpread[k]);
      int flow = Slot.OUT_AGAINST_LAST_IN + k;
      values[flow] = Math.abs(values[flow]);
    }
  }

  /** The age of the older party, or of the one that is there; then its share of all time. */
  private static void emitOlder(Batch batch) {
    float[] values = batch.values;
    for (int k = 0; k < batch.count; k++) {
      float sender = values[Slot.SENDER_AGE + k];
      float receiver = values[Slot.RECEIVER_AGE + k];
      float older = sender >= receiver || Float.isNaN(receiver) ? sender : receiver;
      values[Slot.PARTY_AGE + k] = older;
      float observed = values[Slot.PARTY_SENIORITY + k];
      values[Slot.PARTY_SENIORITY + k] = Math.min(0, older - observed);
    }
  }
}
