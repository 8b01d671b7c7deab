package io.tercet.jobs;

import io.tercet.core.explanation.Explanation;
import io.tercet.core.sanctions.Sanctions;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;

/** Names the party on a list that a verdict was overridden for. */
final class SanctionedParties {
  private SanctionedParties() {}

  /** The explanation of an overridden verdict, from what its behaviour says. */
  static Explanation explain(Explanation behaviour, Sanctions sanctions, Transaction transaction) {
    return sanctions
        .find(
            TransactionBlock.key(transaction.sender()),
            TransactionBlock.key(transaction.receiver()),
            TransactionBlock.key(transaction.customer()))
        .map(hit ->
            behaviour.sanctioned(
                hit.party().text(), address(transaction, hit.party()), hit.list().name()))
        .orElse(behaviour);
  }

  private static String address(Transaction transaction, Sanctions.Party party) {
    return String.valueOf(
        switch (party) {
          case SENDER -> transaction.sender();
          case RECEIVER -> transaction.receiver();
          case CUSTOMER -> transaction.customer();
        });
  }
}
