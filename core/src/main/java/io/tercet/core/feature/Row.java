package io.tercet.core.feature;

import org.jspecify.annotations.Nullable;

/**
 * One transaction beside the profiles it meets: filled by the engine, read by those that emit
 * features. Reused for every row.
 */
final class Row {
  /** Where the features go. */
  float[][] columns = {};

  int index;

  /** Seconds since {@link io.tercet.core.transaction.Transaction#MIN_TIMESTAMP}. */
  int time;

  double amount;
  double fee;

  /** Amount / the currency's median, at most {@link FeatureEngine#MAX_RELATIVE}. */
  float relativeAmount;

  /** ln of the relative amount, at least {@link FeatureEngine#MIN_LN}. */
  double lnRelativeAmount;

  /** Robust standard deviation of ln amounts in the currency. */
  double currencySpread;

  /** ln (fee / the currency's usual fee) in robust standard deviations; NaN if there is no fee. */
  double feeDeviation;

  /** The currency's median amount. */
  double currencyMedian;

  boolean deposit;
  boolean failed;
  boolean lookAlike;

  /** The bits of {@link CustomerProfiles#SEEN_KINDS} that this transaction sets. */
  int kinds;

  /** ln(1 + nonce) of the sender, or of its count here where the chain has none. */
  float senderExperience;

  /** Whether the sender is known to the transaction and takes part in its first one. */
  boolean senderIsNew;

  /** Profiles; null where the party is not known to the transaction. */
  int @Nullable [] sender;

  int senderAt;
  int @Nullable [] receiver;
  int receiverAt;
  boolean isAccount;

  /** ln(1 + seconds since the first transaction of all). */
  float observed;

  int[] customer = new int[CustomerProfiles.STRIDE];
  int customerAt;

  /** Earlier payments from sender to receiver. */
  int pairCount;

  /** When the sender's windows, and the receiver's, counted the last of them; −1 if never. */
  int lastSent;

  int lastReceived;

  /** Earlier payments from receiver to sender. */
  int backCount;

  /** Set while emitting, read while updating. */
  boolean structured;

  boolean high;

  /** Writes the value of {@code feature}. */
  void put(Feature feature, float value) {
    columns[feature.ordinal()][index] = value;
  }

  /** Writes that {@code features} do not apply. */
  void putUnknown(Feature[] features) {
    for (Feature feature : features) {
      put(feature, Float.NaN);
    }
  }
}
