package io.tercet.core.feature;

import io.tercet.core.transaction.TransactionType;

/**
 * One transaction as the profiles it meets see it: filled by the engine's stages, read by those
 * that emit features and update profiles. Reused for every row.
 */
final class Row {
  private static final byte DEPOSIT = TransactionType.DEPOSIT.code();

  int index;

  /** Seconds since {@link io.tercet.core.transaction.Transaction#MIN_TIMESTAMP}. */
  int time;

  /** As it was written, in units of the currency. */
  double written;

  /** Amount / the currency's median, at most {@link AmountFeatures#MAX_RELATIVE}. */
  float amount;

  boolean deposit;
  boolean structured;

  /** The kinds of {@link CustomerProfiles#COUNT_AND_KINDS} that this transaction is of. */
  int kinds;

  /** Decides which of the customer's recent amounts is forgotten. */
  int random;

  /** Whether the amount is unusually large for the customer. */
  boolean high;

  /** ln(1 + seconds since the customer's last transaction), if there was one. */
  float gap;

  /** ln(1 + nonce) of the sender, or of its count here where the chain has none. */
  float senderExperience;

  /** Whether the sender is known to the transaction and takes part in its first one. */
  boolean senderIsNew;

  boolean hasSender;
  boolean hasReceiver;

  /** Earlier payments from sender to receiver. */
  int pairCount;

  /** The bucket where the sender's windows, and the receiver's, counted the last; −1 if never. */
  int lastSent;

  int lastReceived;

  /** Reads what the transaction says that its parties count. */
  void meetParties(Batch batch, int k) {
    index = batch.from + k;
    time = batch.time[k];
    written = batch.in.amount[index];
    amount = batch.amount[k];
    deposit = batch.in.type[index] == DEPOSIT;
    hasSender = batch.sender[k] >= 0;
    hasReceiver = batch.receiver[k] >= 0;
  }

  /** Reads what the transaction says that its customer counts. */
  void meetCustomer(Batch batch, int k) {
    index = batch.from + k;
    time = batch.time[k];
    amount = batch.amount[k];
    deposit = batch.in.type[index] == DEPOSIT;
    structured = batch.structured[k];
    kinds = CustomerProfiles.kinds(batch.in.type[index], batch.in.currency[index]);
    random = (int) (batch.pairKey[k] ^ batch.in.id[index]);
  }
}
