package io.tercet.store;

import io.tercet.core.transaction.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction with one thing changed, for each thing but its id. */
final class ContentVariants {
  private ContentVariants() {}

  static List<Transaction> of(Transaction t) {
    Values v = new Values(t);
    return List.of(
        v.with(t.timestampMicros() + 1, t.account(), t.amount(), t.fee(), t.senderNonce()),
        v.with(t.timestampMicros(), "someone", t.amount(), t.fee(), t.senderNonce()),
        v.with(t.timestampMicros(), null, t.amount(), t.fee(), t.senderNonce()),
        v.with(t.timestampMicros(), t.account(), Math.nextUp(t.amount()), t.fee(), t.senderNonce()),
        v.with(t.timestampMicros(), t.account(), t.amount(), t.fee() + 1, t.senderNonce()),
        v.with(t.timestampMicros(), t.account(), t.amount(), t.fee(), t.senderNonce() + 1),
        v.with("payment", t.currency(), t.fromAddress(), t.toAddress(), t.status()),
        v.with(t.type(), "DOGE", t.fromAddress(), t.toAddress(), t.status()),
        v.with(t.type(), t.currency(), null, t.toAddress(), t.status()),
        v.with(t.type(), t.currency(), t.fromAddress(), null, t.status()),
        v.with(t.type(), t.currency(), t.toAddress(), t.fromAddress(), t.status()),
        v.with(t.type(), t.currency(), t.fromAddress(), t.toAddress(), "unheard of"));
  }

  private record Values(Transaction t) {
    Transaction with(long time, @Nullable String account, double amount, double fee, long nonce) {
      return new Transaction(
          t.id(),
          time,
          account,
          t.type(),
          t.currency(),
          amount,
          fee,
          t.fromAddress(),
          t.toAddress(),
          t.status(),
          nonce);
    }

    Transaction with(
        String type, String currency, @Nullable String from, @Nullable String to, String status) {
      return new Transaction(
          t.id(),
          t.timestampMicros(),
          t.account(),
          type,
          currency,
          t.amount(),
          t.fee(),
          from,
          to,
          status,
          t.senderNonce());
    }
  }
}
