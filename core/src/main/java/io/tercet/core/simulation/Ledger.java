package io.tercet.core.simulation;

import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes transactions of intentions, in the order of time: fee, status, nonce, id. It does not know
 * what is fraud, so none of these can tell.
 */
final class Ledger {
  private static final String[] TYPES = typeNames();
  private static final double TRADING_FEE = 0.001;

  private final Market market;
  private final SimulationRandom random;
  private final long idSeed;
  private long recorded;

  Ledger(Market market, long seed) {
    this.market = market;
    random = new SimulationRandom(SimulationRandom.mix(seed, 3));
    idSeed = SimulationRandom.mix(seed, 4);
  }

  /** How many transactions have been recorded. */
  long recorded() {
    return recorded;
  }

  SimulatedTransaction record(Leg leg) {
    String status = status();
    Wallet from = leg.from();
    Transaction transaction =
        new Transaction(
            nextId(),
            leg.time(),
            leg.account().id,
            TYPES[leg.type().ordinal()],
            leg.coin().name(),
            leg.amount(),
            fee(leg),
            address(from, leg.coin()),
            address(leg.to(), leg.coin()),
            status,
            nonce(from, leg.coin()));
    remember(leg, status.equals("completed"));
    return new SimulatedTransaction(transaction, leg.fraud(), leg.label());
  }

  private static @Nullable String address(@Nullable Wallet wallet, Coin coin) {
    return wallet == null ? null : wallet.address(coin);
  }

  private static long nonce(@Nullable Wallet from, Coin coin) {
    return from == null || !coin.chain.hasNonce() ? Transaction.UNKNOWN_NONCE : from.nonce++;
  }

  private double fee(Leg leg) {
    return leg.from() == null && leg.to() == null
        ? Amounts.exact(leg.coin(), leg.amount() * TRADING_FEE)
        : market.networkFee(leg.coin(), random);
  }

  private String status() {
    double point = random.nextDouble();
    if (point < 0.966) {
      return "completed";
    }
    return point < 0.983 ? "failed" : point < 0.993 ? "pending" : "cancelled";
  }

  private void remember(Leg leg, boolean completed) {
    Account account = leg.account();
    account.transactions++;
    account.lastSeen = leg.time();
    if (leg.to() instanceof Account receiver) {
      receiver.receive();
    }
    if (completed) {
      settle(leg, leg.amount() * market.price(leg.coin(), leg.time()));
    }
  }

  private static void settle(Leg leg, double dollars) {
    boolean trade = leg.type() == TransactionType.TRADE;
    if (leg.from() instanceof Account sender && !trade) {
      sender.funds = Math.max(0, sender.funds - dollars);
    }
    if (leg.to() instanceof Account receiver) {
      receiver.funds += dollars;
    }
  }

  /** Unique, and silent about the order: a bijection of the running number. */
  private String nextId() {
    return Addresses.hexadecimal("tx", SimulationRandom.mix(recorded++ + idSeed), 16);
  }

  private static String[] typeNames() {
    TransactionType[] types = TransactionType.values();
    String[] names = new String[types.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = types[i].name().toLowerCase(Locale.ROOT);
    }
    return names;
  }
}
