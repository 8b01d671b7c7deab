package io.tercet.core.simulation;

import io.tercet.core.transaction.TransactionType;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One performance of a story: its clock, its cast, and the transactions it adds. */
final class Scene {
  private final World world;
  private final Cue cue;
  private final Consumer<Leg> out;
  private final long end;
  private final double pace;
  private final SimulationRandom random;
  private Coin coin;
  private long now;
  private int told;

  Scene(World world, Cue cue, long end, Consumer<Leg> out) {
    this.world = world;
    this.cue = cue;
    this.out = out;
    this.end = end;
    random = new SimulationRandom(cue.seed());
    // A short period plays the same story faster.
    pace = Math.min(1, (end - cue.start()) / (cue.script().hours() * Rhythm.HOUR));
    now = cue.start();
    coin = Market.pickHome(random);
  }

  SimulationRandom random() {
    return random;
  }

  long now() {
    return now;
  }

  Hubs hubs() {
    return world.hubs();
  }

  /** Who plays: recurring look-alikes have the same key each time. */
  long actor() {
    return cue.actor();
  }

  int rows() {
    return cue.rows();
  }

  int left() {
    return cue.rows() - told;
  }

  boolean more() {
    return told < cue.rows();
  }

  /** All further amounts are in {@code next}. */
  void use(Coin next) {
    coin = next;
  }

  /** All further amounts are in one of these. */
  void useOneOf(Coin... coins) {
    coin = coins[random.nextInt(coins.length)];
  }

  /** Lets between {@code low} and {@code high} hours pass. */
  void pause(double low, double high) {
    now += (long) (pace * random.between(low, high) * Rhythm.HOUR);
  }

  /** Waits for an hour of the day in [low, high) where {@code account} lives. */
  void pauseUntil(Account account, double low, double high) {
    double hour = random.between(low, high);
    double wait = hour - world.rhythm().localHour(account.zone, now);
    now += (long) (pace * (wait < 0 ? wait + 24 : wait) * Rhythm.HOUR);
  }

  /** The units that {@code dollars} buy, entered by a person. */
  double worth(double dollars) {
    return entered(units(dollars));
  }

  /** {@code units} as a person enters them. */
  double entered(double units) {
    return Amounts.human(coin, units, random);
  }

  /** The units that {@code dollars} buy. */
  double units(double dollars) {
    return dollars / world.market().price(coin, now);
  }

  /** {@code units} as a program computes them. */
  double exact(double units) {
    return Amounts.computed(coin, units, random);
  }

  /** {@code units} with few significant digits. */
  double round(double units, int digits) {
    return Amounts.round(coin, units, digits);
  }

  Account newcomer() {
    return world.population().newcomer(now, random);
  }

  Account regular() {
    return world.population().active(now, random);
  }

  /** An account whose habits are known. */
  Account established() {
    return world.population().established(now, random);
  }

  /** An account whose hours and amounts are known, if one is near. */
  Account settled() {
    Account account = established();
    for (int i = 0; i < 12 && !account.isSettled(); i++) {
      account = established();
    }
    return account;
  }

  /** An established account that does little. */
  Account slow() {
    Account slowest = established();
    for (int i = 0; i < 3; i++) {
      Account account = established();
      if (account.hasHistory() && account.transactions < slowest.transactions) {
        slowest = account;
      }
    }
    return slowest;
  }

  /** Of some accounts with settled habits, the one that holds the most for its habits. */
  Account wealthy() {
    Account best = established();
    for (int i = 0; i < 12; i++) {
      best = wealthier(best, established());
    }
    return best;
  }

  /** Of some accounts silent for long, the one that holds the most for its habits. */
  Account forgotten() {
    Account best = idlest();
    for (int i = 0; i < 8; i++) {
      best = wealthier(best, idlest());
    }
    return best;
  }

  private static Account wealthier(Account one, Account other) {
    boolean settled = other.isSettled() || !one.isSettled();
    return settled && other.funds * one.usual > one.funds * other.usual ? other : one;
  }

  Account idlest() {
    return world.population().idlest(now, random);
  }

  /** The company behind this recurring story. */
  Account business() {
    return world.population().business(actor(), now);
  }

  Account member(long key) {
    return world.population().member(key);
  }

  /** An address that nobody here has seen; half of them are new in the world, too. */
  Wallet stranger() {
    int sent = random.chance(0.5) ? random.nextInt(4) : random.nextInt(200);
    return new Wallet(random.nextLong(), sent);
  }

  void deposit(Wallet from, Account to, double amount) {
    move(TransactionType.DEPOSIT, to, from, to, amount);
  }

  void withdraw(Account from, Wallet to, double amount) {
    move(TransactionType.WITHDRAWAL, from, from, to, amount);
  }

  void transfer(Account from, Wallet to, double amount) {
    move(TransactionType.TRANSFER, from, from, to, amount);
  }

  void pay(Account from, Wallet shop, double amount) {
    move(TransactionType.PAYMENT, from, from, shop, amount);
  }

  void trade(Account account, double amount) {
    move(TransactionType.TRADE, account, null, null, amount);
  }

  /** A withdrawal or a transfer: people use either. */
  void send(Account from, Wallet to, double amount) {
    boolean withdrawal = random.chance(0.5);
    TransactionType type = withdrawal ? TransactionType.WITHDRAWAL : TransactionType.TRANSFER;
    move(type, from, from, to, amount);
  }

  /** A labelled transaction of the story, unless it has enough already. */
  void move(
      TransactionType type,
      Account account,
      @Nullable Wallet from,
      @Nullable Wallet to,
      double amount) {
    if (more()) {
      told++;
      add(type, account, from, to, amount, cue.typology(), cue.fraud());
    }
  }

  /** An ordinary, unlabelled top-up that precedes the story. */
  void topUp(Account account, double amount) {
    Wallet exchange = world.hubs().exchangeOf(account.key);
    add(TransactionType.DEPOSIT, account, exchange, account, amount, null, false);
  }

  /** An ordinary, unlabelled transfer that precedes the story. */
  void transferBefore(Account from, Wallet to, double amount) {
    add(TransactionType.TRANSFER, from, from, to, amount, null, false);
  }

  private void add(
      TransactionType type,
      Account account,
      @Nullable Wallet from,
      @Nullable Wallet to,
      double amount,
      @Nullable SimulatedTypology typology,
      boolean fraud) {
    long time = now < end ? now : end - 1 - random.nextInt(60_000_000);
    Leg leg =
        new Leg(
            Math.max(time, cue.start()), type, account, from, to, coin, amount, typology, fraud);
    out.accept(leg);
  }
}
