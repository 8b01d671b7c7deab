package io.tercet.jobs.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a transaction is made of, by the names people see; and what other systems call it. */
enum Field {
  TRANSACTION_ID("tx_id", "txid", "tx_hash", "txhash", "hash", "transaction_hash", "id"),
  TIMESTAMP("time", "datetime", "date", "block_timestamp", "created_at", "event_time", "ts"),
  USER_ID("user", "account", "account_id", "customer", "customer_id", "client_id"),
  TRANSACTION_TYPE("type", "tx_type", "kind"),
  CURRENCY("asset", "coin", "token", "symbol", "ccy"),
  AMOUNT("value", "quantity", "amt", "sum"),
  FEE("fees", "tx_fee", "gas_fee", "commission"),
  FROM_ADDRESS("from", "sender", "source", "src"),
  TO_ADDRESS("to", "receiver", "recipient", "destination", "dst"),
  STATUS("state", "result"),
  NONCE("sender_nonce");

  private final List<String> aliases;

  Field(String... aliases) {
    this.aliases = List.of(aliases);
  }

  /** The name that people write, for example {@code user_id}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What other systems call it: good for a proposal, not for a decision. */
  List<String> aliases() {
    return aliases;
  }

  /** All names that people may write. */
  static List<String> labels() {
    return Arrays.stream(values()).map(Field::label).toList();
  }
}
