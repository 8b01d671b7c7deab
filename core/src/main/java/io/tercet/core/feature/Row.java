package io.tercet.core.feature;

/**
 * One transaction beside the profiles it meets: filled by the engine, read by those that emit
 * features. Reused for every row.
 */
final class Row {
  /** Seconds since {@link io.tercet.core.transaction.Transaction#MIN_TIMESTAMP}. */
  int time;

  double amount;
  double fee;

  /** Amount / the currency's median. */
  float relativeAmount;

  /** ln of the relative amount; very negative for the amount 0. */
  double lnRelativeAmount;

  /** Robust standard deviation of ln amounts in the currency. */
  double currencySpread;

  /** ln (fee / the currency's usual fee); NaN if there is no fee. */
  double lnRelativeFee;

  /** The currency's median amount. */
  double currencyMedian;

  boolean deposit;
  boolean failed;
  boolean lookAlike;
  int kinds;
  int type;

  /** ln(1 + nonce) of the sender, or of its count here where the chain has none. */
  float senderExperience;

  /** Profiles; null where the party is not known to the transaction. */
  int @org.jspecify.annotations.Nullable [] sender;

  int senderAt;
  int @org.jspecify.annotations.Nullable [] receiver;
  int receiverAt;
  int[] customer = new int[CustomerProfiles.STRIDE];
  int customerAt;

  /** Earlier payments from sender to receiver, and when last; −1 if never. */
  int pairCount;

  int pairLast;

  /** Earlier payments from receiver to sender. */
  int backCount;

  int backLast;

  /** Set while emitting, read while updating. */
  boolean structured;

  boolean high;
}
