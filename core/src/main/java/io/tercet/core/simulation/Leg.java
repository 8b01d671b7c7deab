package io.tercet.core.simulation;

import io.tercet.core.transaction.TransactionType;
import org.jspecify.annotations.Nullable;

/**
 * A transaction before it happens: what somebody intends. Fee, status and nonce follow when it is
 * recorded.
 *
 * @param typology what it is part of; null for ordinary life
 */
record Leg(
    long time,
    TransactionType type,
    Account account,
    @Nullable Wallet from,
    @Nullable Wallet to,
    Coin coin,
    double amount,
    @Nullable SimulatedTypology typology,
    boolean fraud) {

  String label() {
    if (typology == null) {
      return "";
    }
    return fraud ? typology.id() : typology.lookAlikeId();
  }
}
