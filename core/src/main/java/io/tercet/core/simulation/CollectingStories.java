package io.tercet.core.simulation;

import io.tercet.core.transaction.TransactionType;

/** Money that comes together: collectors, smurfs, mixers, and the innocent who collect. */
final class CollectingStories {
  private static final double[] GIFTS = {5, 10, 20, 25, 50, 100};

  private CollectingStories() {}

  static void newCollector(Scene scene) {
    SimulationRandom random = scene.random();
    scene.useOneOf(Coin.ETH, Coin.ETH, Coin.USDT, Coin.USDC, Coin.BTC);
    Wallet collector = random.chance(0.4) ? published(scene.newcomer()) : scene.stranger();
    double typical = random.logNormal(260, 0.6);
    double pause = random.between(8, 40) / scene.rows();
    while (scene.more()) {
      double amount =
          scene.round(scene.units(random.logNormal(typical, 0.4)), random.between(1, 3));
      Account victim = scene.regular();
      if (random.chance(0.7)) {
        victim = scene.newcomer();
        scene.topUp(victim, scene.worth(random.between(1.05, 1.6) * typical));
      }
      scene.pause(0.1 * pause, 1.9 * pause);
      scene.send(victim, collector, amount);
    }
  }

  static void merchantLaunch(Scene scene) {
    SimulationRandom random = scene.random();
    Wallet shop = new Wallet(scene.actor(), random.nextInt(4));
    double cheapest = random.logNormal(40, 0.6);
    double pause = random.between(20, 46) / scene.rows();
    while (scene.more()) {
      scene.pause(0.1 * pause, 1.9 * pause);
      Account customer = random.chance(0.12) ? scene.newcomer() : scene.regular();
      scene.use(customer.home);
      double price = cheapest * (1 + random.nextInt(6));
      scene.pay(customer, shop, scene.exact(scene.units(price)));
    }
  }

  static void fanIn(Scene scene) {
    SimulationRandom random = scene.random();
    Account mule = published(random.chance(0.6) ? scene.newcomer() : scene.slow());
    scene.use(mule.home);
    double typical = random.logNormal(700, 0.7);
    double pause = random.between(0.5, 4) / scene.rows();
    double sum = 0;
    while (scene.left() > 1) {
      double amount = scene.worth(random.logNormal(typical, 0.35));
      scene.deposit(scene.stranger(), mule, amount);
      sum += amount;
      scene.pause(0.1 * pause, 1.9 * pause);
    }
    scene.withdraw(mule, scene.stranger(), scene.exact(sum * random.between(0.85, 0.99)));
  }

  static void exchangeSweep(Scene scene) {
    SimulationRandom random = scene.random();
    Account exchange = scene.business();
    scene.use(exchange.home);
    Wallet hot = scene.hubs().exchangeOf(exchange.key);
    for (int customer = 0; scene.more(); customer++) {
      Wallet address = exchange.sibling(customer, exchange.transactions);
      double amount = scene.exact(scene.units(random.logNormal(350, 1.1)));
      scene.move(TransactionType.TRANSFER, exchange, address, hot, amount);
      scene.pause(0.005, 0.05);
    }
  }

  static void smurfing(Scene scene) {
    SimulationRandom random = scene.random();
    scene.useOneOf(Coin.USDT, Coin.BTC, Coin.ETH, Coin.LTC);
    Wallet beneficiary = random.chance(0.5) ? published(scene.slow()) : scene.stranger();
    double typical = random.between(300, 900);
    double pause = random.between(12, 80) / scene.rows();
    while (scene.more()) {
      Account smurf = scene.newcomer();
      double amount = scene.worth(random.logNormal(typical, 0.15));
      // Alone, it is any beginner's first deposit.
      scene.topUp(smurf, amount);
      scene.pause(0.1, 0.1 + pause);
      scene.send(smurf, beneficiary, scene.exact(amount * random.between(0.96, 0.995)));
      scene.pause(0.2 * pause, 2.6 * pause);
    }
  }

  static void donationDrive(Scene scene) {
    SimulationRandom random = scene.random();
    Wallet charity = scene.hubs().shopOf(scene.actor());
    double pause = random.between(20, 70) / scene.rows();
    while (scene.more()) {
      scene.pause(0.1 * pause, 1.9 * pause);
      Account donor = scene.regular();
      scene.use(donor.home);
      double gift = GIFTS[random.nextInt(GIFTS.length)];
      scene.pay(donor, charity, scene.round(scene.units(gift), random.between(1, 2)));
    }
  }

  static void mixerEqualOutputs(Scene scene) {
    SimulationRandom random = scene.random();
    scene.useOneOf(Coin.ETH, Coin.ETH, Coin.BTC, Coin.USDC);
    double amount = scene.round(scene.units(random.logNormal(2_500, 0.9)), 1);
    Wallet pool = scene.stranger();
    Account[] sources = {scene.newcomer(), scene.newcomer(), scene.slow()};
    int entries = scene.rows() / 2;
    for (int i = 0; i < entries; i++) {
      scene.send(sources[random.nextInt(sources.length)], pool, amount);
      scene.pause(0.02, 0.9);
    }
    scene.pause(1, 12);
    while (scene.more()) {
      scene.pause(0.02, 1.6);
      scene.deposit(pool, scene.newcomer(), amount);
    }
  }

  static void ticketSale(Scene scene) {
    SimulationRandom random = scene.random();
    scene.useOneOf(Coin.ETH, Coin.USDC, Coin.USDT, Coin.SOL);
    Wallet organiser = scene.hubs().shopOf(scene.actor());
    double price = scene.round(scene.units(random.between(35, 160)), 2);
    while (scene.more()) {
      scene.pause(0.01, 0.4);
      Account fan = scene.regular();
      scene.pay(fan, organiser, price);
    }
  }

  private static Account published(Account account) {
    account.publishAddress();
    return account;
  }
}
