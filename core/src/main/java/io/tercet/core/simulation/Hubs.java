package io.tercet.core.simulation;

/** Counterparties that everybody knows: exchanges, shops, and the contracts that swap coins. */
final class Hubs {
  private static final int EXCHANGES = 8;
  private static final int ROUTERS = 4;
  private static final int ACCOUNTS_PER_SHOP = 40;

  private final Wallet[] exchanges;
  private final Wallet[] routers;
  private final Wallet[] shops;
  private final AliasTable exchangePopularity;
  private final AliasTable shopPopularity;

  Hubs(int accounts, SimulationRandom random) {
    exchanges = wallets(EXCHANGES, 2_000_000, random);
    routers = wallets(ROUTERS, 1, random);
    shops = wallets(Math.max(12, Math.min(accounts / ACCOUNTS_PER_SHOP, 20_000)), 300, random);
    exchangePopularity = zipf(exchanges.length);
    shopPopularity = zipf(shops.length);
  }

  /** An exchange; large ones more often. */
  Wallet exchange(SimulationRandom random) {
    return exchanges[exchangePopularity.draw(random)];
  }

  /** The exchange that {@code key} always means. */
  Wallet exchangeOf(long key) {
    return exchange(new SimulationRandom(key));
  }

  /** A shop; popular ones more often. */
  Wallet shop(SimulationRandom random) {
    return shops[shopPopularity.draw(random)];
  }

  /** The shop that {@code key} always means. */
  Wallet shopOf(long key) {
    return shop(new SimulationRandom(key));
  }

  Wallet router(SimulationRandom random) {
    return routers[random.nextInt(ROUTERS)];
  }

  private static Wallet[] wallets(int count, double medianNonce, SimulationRandom random) {
    Wallet[] wallets = new Wallet[count];
    for (int i = 0; i < count; i++) {
      wallets[i] = new Wallet(random.nextLong(), (long) random.logNormal(medianNonce, 0.9));
    }
    return wallets;
  }

  private static AliasTable zipf(int count) {
    double[] weights = new double[count];
    for (int i = 0; i < count; i++) {
      weights[i] = 1.0 / (i + 2);
    }
    return new AliasTable(weights);
  }
}
