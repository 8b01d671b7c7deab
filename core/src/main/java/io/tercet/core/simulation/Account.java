package io.tercet.core.simulation;

/** A customer: habits, a life cycle, and what has happened so far. */
final class Account extends Wallet {
  private static final int RECEIPTS_PER_ADDRESS = 6;

  final String id;
  final Archetype archetype;
  final byte zone;
  final Coin home;
  final Coin second;

  /** Median dollars of a transaction. */
  final double usual;

  /** Spread of the logarithm of its amounts. */
  final double spread;

  final long joined;
  long dormantFrom = Long.MAX_VALUE;
  long dormantUntil = Long.MAX_VALUE;
  long closed = Long.MAX_VALUE;

  /** Dollars it can spend. */
  double funds;

  int transactions;
  int receipts;
  private int rotation;
  private boolean published;
  long lastSeen;

  Account(String id, long key, byte zone, long joined, SimulationRandom random) {
    super(key, 0);
    this.id = id;
    this.zone = zone;
    this.joined = joined;
    this.lastSeen = joined;
    archetype = Archetype.pick(random);
    home = Market.pickHome(random);
    second = Market.pickHome(random);
    usual = random.logNormal(archetype.usualDollars, 0.8);
    spread = random.between(0.35, 0.95);
  }

  boolean isActive(long time) {
    return time >= joined && time < closed && (time < dormantFrom || time >= dormantUntil);
  }

  /** Old enough in the traffic to have habits. */
  boolean hasHistory() {
    return transactions >= 5;
  }

  /** Old enough in the traffic for its hours and amounts to be known. */
  boolean isSettled() {
    return transactions >= 25;
  }

  @Override
  String address(Coin coin) {
    // Wallets of coins with change rotate their addresses; the others keep one for life.
    return rotation == 0 || !coin.chain.rotatesAddresses()
        ? super.address(coin)
        : Addresses.of(coin.chain, SimulationRandom.mix(key, -rotation));
  }

  /** Notes that something arrived at its address. */
  void receive() {
    receipts++;
    if (!published && receipts % RECEIPTS_PER_ADDRESS == 0) {
      rotation++;
    }
  }

  /** Gives its address away to many: from now on it stays the same. */
  void publishAddress() {
    published = true;
  }

  /** The counterparty outside that it knows under {@code slot}; low slots are the usual ones. */
  Wallet acquaintance(int slot) {
    long other = SimulationRandom.mix(key, 1_000L + slot);
    return new Wallet(other, SimulationRandom.choice(other, 300) + 3L * receipts);
  }
}
