package io.tercet.benchmarks.serve;

import io.tercet.core.transaction.Transaction;
import java.util.Locale;
import java.util.SplittableRandom;

/** Transactions of many accounts, each with an id of its own; cheap to make. */
final class LoadTraffic {
  private static final String[] CURRENCIES = {"BTC", "ETH", "USDT", "USDC"};
  private static final String[] TYPES = {"deposit", "withdrawal", "transfer", "payment"};
  private static final long START = 1_780_000_000_000_000L;

  private final SplittableRandom random;
  private final int accounts;
  private final String prefix;
  private long number;

  LoadTraffic(int accounts, String prefix, long seed) {
    this.accounts = accounts;
    this.prefix = prefix;
    random = new SplittableRandom(seed);
  }

  /** The transaction of account {@code account}, before all load. */
  static Transaction first(int account) {
    return new Transaction(
        "first-" + account,
        START - 86_400_000_000L + account,
        "user-" + account,
        "deposit",
        CURRENCIES[account & 3],
        1 + account % 1000,
        0.1,
        address(account),
        null,
        "completed",
        Transaction.UNKNOWN_NONCE);
  }

  private static String address(int account) {
    return "0x%040x".formatted(account * 0x9E3779B97F4A7C15L);
  }

  /** The next one as JSON. */
  String next() {
    int account = random.nextInt(accounts);
    int kind = random.nextInt(4);
    double amount = Math.round(Math.exp(random.nextDouble() * 8) * 100) / 100.0;
    return String.format(
        Locale.ROOT,
        "{\"transaction_id\":\"%s-%d\",\"timestamp\":%d,\"user_id\":\"user-%d\","
            + "\"transaction_type\":\"%s\",\"currency\":\"%s\",\"amount\":%s,\"fee\":0.25,"
            + "\"from_address\":\"%s\",\"to_address\":\"%s\",\"status\":\"completed\"}",
        prefix,
        number++,
        START + number * 100,
        account,
        TYPES[kind],
        CURRENCIES[account & 3],
        amount,
        address(account),
        address(random.nextInt(accounts)));
  }
}
