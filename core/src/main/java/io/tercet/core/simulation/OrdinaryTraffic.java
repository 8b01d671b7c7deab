package io.tercet.core.simulation;

import io.tercet.core.transaction.TransactionType;
import org.jspecify.annotations.Nullable;

/** What people do when nothing special happens. */
final class OrdinaryTraffic {
  private static final double SECOND_COIN = 0.17;
  private static final double STRANGER = 0.07;
  private static final double SPLURGE = 0.012;
  private static final double HOLIDAY_AMOUNTS = 1.4;
  private static final double ON_CHAIN_TRADE = 0.22;
  private static final double MIN_DOLLARS = 0.4;
  private static final double MAX_DOLLARS = 4_000_000;

  private final World world;
  private final SimulationRandom random;

  OrdinaryTraffic(World world, SimulationRandom random) {
    this.world = world;
    this.random = random;
  }

  /** The next thing that somebody does at {@code time}. */
  Leg next(long time) {
    Account account = world.population().next(time, random);
    TransactionType type =
        account.funds == 0 ? TransactionType.DEPOSIT : account.archetype.nextType(random);
    double dollars = dollars(account, type, time);
    if (type != TransactionType.DEPOSIT && dollars > account.funds) {
      if (account.funds < 0.4 * account.usual) {
        type = TransactionType.DEPOSIT;
        dollars = account.usual * random.between(2, 6);
      } else {
        dollars = account.funds * random.between(0.3, 0.9);
      }
    }
    return leg(time, account, type, dollars);
  }

  private Leg leg(long time, Account account, TransactionType type, double dollars) {
    Coin coin = coin(account, time);
    double amount = Amounts.human(coin, dollars / world.market().price(coin, time), random);
    return switch (type) {
      case DEPOSIT -> leg(time, type, account, payer(account), account, coin, amount);
      case WITHDRAWAL -> leg(time, type, account, account, outside(account), coin, amount);
      case TRANSFER -> leg(time, type, account, account, friend(account, time), coin, amount);
      case PAYMENT -> leg(time, type, account, account, shop(account), coin, amount);
      default -> trade(time, account, coin, amount);
    };
  }

  private Leg trade(long time, Account account, Coin coin, double amount) {
    boolean swap =
        random.chance(ON_CHAIN_TRADE)
            && (coin.chain == Chain.EVM || coin.chain == Chain.SOLANA || coin.chain == Chain.TRON);
    Wallet from = swap ? account : null;
    Wallet to = swap ? world.hubs().router(random) : null;
    return leg(time, TransactionType.TRADE, account, from, to, coin, amount);
  }

  private static Leg leg(
      long time,
      TransactionType type,
      Account account,
      @Nullable Wallet from,
      @Nullable Wallet to,
      Coin coin,
      double amount) {
    return new Leg(time, type, account, from, to, coin, amount, null, false);
  }

  private Coin coin(Account account, long time) {
    if (random.chance(world.market().listedShare(time))) {
      return Coin.ARB;
    }
    return random.chance(SECOND_COIN) ? account.second : account.home;
  }

  private double dollars(Account account, TransactionType type, long time) {
    double median = account.usual * typeFactor(type);
    if (random.chance(SPLURGE)) {
      median *= random.between(4, 20);
    }
    if (world.rhythm().isHoliday(time)) {
      median *= HOLIDAY_AMOUNTS;
    }
    double dollars = random.logNormal(median, account.spread);
    return Math.max(MIN_DOLLARS, Math.min(dollars, MAX_DOLLARS));
  }

  private static double typeFactor(TransactionType type) {
    return switch (type) {
      case DEPOSIT -> 1.9;
      case WITHDRAWAL -> 1.5;
      case PAYMENT -> 0.5;
      default -> 0.85;
    };
  }

  private Wallet payer(Account account) {
    double point = random.nextDouble();
    if (point < 0.5) {
      return world.hubs().exchangeOf(account.key);
    }
    if (point < 0.58) {
      return world.hubs().exchange(random);
    }
    return point < 0.58 + STRANGER ? stranger() : account.acquaintance(slot());
  }

  private Wallet outside(Account account) {
    double point = random.nextDouble();
    if (point < STRANGER) {
      return stranger();
    }
    return point < 0.3 ? world.hubs().exchangeOf(account.key) : account.acquaintance(slot());
  }

  private Wallet friend(Account account, long time) {
    double point = random.nextDouble();
    if (point < STRANGER) {
      return stranger();
    }
    Account friend = world.population().member(account.key + 1 + slot());
    boolean known = point < 0.65 && friend != account && friend.isActive(time);
    return known ? friend : account.acquaintance(slot());
  }

  private Wallet shop(Account account) {
    return random.chance(0.8)
        ? world.hubs().shopOf(account.key + 1 + slot())
        : world.hubs().shop(random);
  }

  /** One of six acquaintances, the first ones far more often. */
  private int slot() {
    return Math.min(random.nextInt(6), random.nextInt(6));
  }

  /** Half of the addresses that nobody here has seen are new in the world, too. */
  private Wallet stranger() {
    int sent = random.chance(0.5) ? random.nextInt(4) : random.nextInt(200);
    return new Wallet(random.nextLong(), sent);
  }
}
