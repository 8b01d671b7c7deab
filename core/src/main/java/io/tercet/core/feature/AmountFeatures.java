package io.tercet.core.feature;

import io.tercet.core.feature.CurrencyProfiles.CurrencyProfile;
import io.tercet.core.math.Ln;
import io.tercet.core.transaction.TransactionBlock;

/** Emits what a currency's scale says of amount and fee, before the transaction moves the scale. */
final class AmountFeatures {
  /** The least ln of a relative amount. */
  static final double MIN_LN = -8;

  /** The largest relative amount. */
  static final float MAX_RELATIVE = 1e9f;

  private AmountFeatures() {}

  static void emit(Batch batch, CurrencyProfiles currencies) {
    TransactionBlock in = batch.in;
    for (int k = 0; k < batch.count; k++) {
      int i = batch.from + k;
      CurrencyProfile currency = currencies.get(in.currency[i]);
      batch.put(Slot.AMOUNT, k, amount(batch, k, in.amount[i], currency.amounts));
      batch.put(Slot.FEE_AGAINST_MARKET, k, fee(in.fee[i], currency.fees));
    }
  }

  private static float amount(Batch batch, int k, double amount, RunningScale scale) {
    boolean some = amount > 0;
    double ln = some ? Ln.of(amount) : 0;
    // The very first amount of a currency is its own scale.
    boolean first = some && scale.isEmpty();
    double median = first ? amount : scale.median();
    double relativeLn = some ? Math.max(MIN_LN, first ? 0 : ln - scale.lnMedian()) : MIN_LN;
    double spread = scale.spread();
    batch.currencyMedian[k] = median;
    batch.currencySpread[k] = spread;
    batch.amount[k] = (float) Math.min(MAX_RELATIVE, amount / median);
    if (some) {
      scale.add(ln);
    }
    return (float) (relativeLn / spread);
  }

  /** ln (fee / the currency's usual fee) in robust standard deviations; NaN if there is no fee. */
  private static float fee(double fee, RunningScale scale) {
    if (fee <= 0) {
      return Float.NaN;
    }
    double ln = Ln.of(fee);
    double deviation = scale.isEmpty() ? Double.NaN : (ln - scale.lnMedian()) / scale.spread();
    scale.add(ln);
    return (float) deviation;
  }
}
