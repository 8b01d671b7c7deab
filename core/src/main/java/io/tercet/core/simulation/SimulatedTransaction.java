package io.tercet.core.simulation;

import io.tercet.core.transaction.Transaction;

/**
 * A simulated transaction and the truth about it.
 *
 * @param transaction the transaction
 * @param fraud whether it is part of a fraud
 * @param typology for a fraud the {@link SimulatedTypology#id()}; for an innocent transaction that
 *     resembles one the {@link SimulatedTypology#lookAlikeId()}; empty for all others
 */
public record SimulatedTransaction(Transaction transaction, boolean fraud, String typology) {

  /** Whether it is innocent but resembles a fraud. */
  public boolean isLookAlike() {
    return !fraud && !typology.isEmpty();
  }
}
