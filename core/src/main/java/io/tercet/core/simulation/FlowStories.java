package io.tercet.core.simulation;

import io.tercet.core.transaction.TransactionType;

/** Money that passes through: layers, chains, circles, and slices under a threshold. */
final class FlowStories {
  /** FATF recommendation 16, and the currency transaction report of the United States. */
  private static final double[] THRESHOLDS = {1_000, 10_000, 10_000};

  private static final double[] RENTS = {890, 940, 975, 990, 1_480, 1_940, 1_975, 2_950};

  private FlowStories() {}

  static void passThrough(Scene scene) {
    SimulationRandom random = scene.random();
    scene.useOneOf(Coin.USDT, Coin.ETH, Coin.BTC, Coin.USDC, Coin.XRP);
    double sum = scene.units(random.logNormal(9_000, 0.8));
    double patience = random.between(0.1, 1.5);
    Account mule = scene.newcomer();
    scene.deposit(scene.stranger(), mule, scene.exact(sum));
    while (scene.left() > 1) {
      scene.pause(0.03, patience);
      sum *= random.between(0.96, 0.998);
      Account next = scene.newcomer();
      scene.send(mule, next, scene.exact(sum));
      mule = next;
    }
    scene.pause(0.03, patience);
    scene.withdraw(mule, scene.stranger(), scene.exact(sum * random.between(0.96, 0.998)));
  }

  static void otcDesk(Scene scene) {
    SimulationRandom random = scene.random();
    Account desk = scene.business();
    scene.use(desk.home);
    Wallet settlement = scene.hubs().exchangeOf(desk.key);
    while (scene.more()) {
      Wallet client = desk.acquaintance(random.nextInt(5));
      double amount = scene.worth(random.logNormal(8_000, 0.7));
      scene.deposit(client, desk, amount);
      scene.pause(0.1, 0.9);
      scene.withdraw(desk, settlement, scene.exact(amount * random.between(0.992, 0.999)));
      scene.pause(0.2, 4);
    }
  }

  static void peelChain(Scene scene) {
    SimulationRandom random = scene.random();
    scene.useOneOf(Coin.BTC, Coin.BTC, Coin.LTC, Coin.ETH);
    Account owner = random.chance(0.6) ? scene.newcomer() : scene.slow();
    double rest = scene.units(random.logNormal(40_000, 0.7));
    double peel = random.between(0.02, 0.09);
    Wallet from = owner;
    scene.deposit(scene.stranger(), owner, scene.exact(rest));
    for (int hop = 1; scene.more(); hop++) {
      scene.pause(0.1, 2.5);
      double part = scene.entered(rest * peel * random.between(0.6, 1.4));
      scene.move(TransactionType.WITHDRAWAL, owner, from, scene.stranger(), part);
      rest = (rest - part) * 0.9995;
      Wallet next = owner.sibling(hop, 0);
      scene.pause(0.001, 0.02);
      scene.move(TransactionType.TRANSFER, owner, from, next, scene.exact(rest));
      from = next;
    }
  }

  static void walletChange(Scene scene) {
    SimulationRandom random = scene.random();
    scene.useOneOf(Coin.BTC, Coin.BTC, Coin.LTC);
    Account owner = scene.established();
    double rest = scene.units(owner.usual * random.between(4, 9));
    Wallet from = owner;
    for (int payment = 1; scene.more(); payment++) {
      double price = rest * random.between(0.05, 0.3);
      Wallet shop = scene.hubs().shopOf(owner.key + random.between(1, 6));
      scene.move(TransactionType.PAYMENT, owner, from, shop, scene.exact(price));
      rest = (rest - price) * 0.9995;
      Wallet next = owner.sibling(payment, 0);
      scene.pause(0.001, 0.02);
      scene.move(TransactionType.TRANSFER, owner, from, next, scene.exact(rest));
      from = next;
      scene.pause(3, 40);
    }
  }

  static void structuring(Scene scene) {
    SimulationRandom random = scene.random();
    scene.useOneOf(Coin.USDT, Coin.USDT, Coin.USDC);
    double threshold = THRESHOLDS[random.nextInt(THRESHOLDS.length)];
    Account account = random.chance(0.5) ? scene.slow() : scene.newcomer();
    Wallet[] receivers = {scene.stranger(), scene.stranger(), scene.stranger()};
    int used = random.between(1, receivers.length);
    scene.topUp(account, scene.worth(threshold * scene.rows() * random.between(0.9, 1.1)));
    double pause = random.between(6, 60) / scene.rows();
    while (scene.more()) {
      scene.pause(0.1 * pause, 1.9 * pause);
      double amount = threshold * random.between(0.91, 0.9985);
      scene.send(account, receivers[random.nextInt(used)], slice(scene, amount));
    }
  }

  static void rentUnderThreshold(Scene scene) {
    long contract = scene.actor();
    Account tenant = scene.member(contract);
    scene.use(SimulationRandom.choice(contract, 2) == 0 ? Coin.USDT : Coin.USDC);
    Wallet landlord = tenant.acquaintance(7);
    double rent = RENTS[SimulationRandom.choice(contract + 1, RENTS.length)];
    while (scene.more()) {
      scene.transfer(tenant, landlord, scene.exact(rent));
      scene.pause(165, 171);
    }
  }

  static void roundTrip(Scene scene) {
    SimulationRandom random = scene.random();
    scene.useOneOf(Coin.USDT, Coin.ETH, Coin.BTC, Coin.XRP, Coin.SOL);
    Account origin = random.chance(0.5) ? scene.slow() : scene.newcomer();
    Account[] circle = new Account[random.between(2, 3)];
    for (int i = 0; i < circle.length; i++) {
      circle[i] = random.chance(0.7) ? scene.newcomer() : scene.slow();
    }
    double sum = scene.units(random.logNormal(6_000, 0.7));
    scene.topUp(origin, scene.exact(sum * random.between(1, 1.1)));
    Account from = origin;
    for (int hop = 0; scene.more(); hop++) {
      scene.pause(0.3, 6);
      int station = hop % (circle.length + 1);
      Account to = station < circle.length ? circle[station] : origin;
      scene.transfer(from, to, scene.exact(sum));
      sum *= random.between(0.975, 0.998);
      from = to;
    }
  }

  static void refund(Scene scene) {
    SimulationRandom random = scene.random();
    while (scene.more()) {
      Account customer = scene.established();
      scene.use(customer.home);
      Wallet shop = scene.hubs().shopOf(customer.key + 1);
      double price = scene.worth(customer.usual * random.between(0.5, 2.5));
      scene.pay(customer, shop, price);
      scene.pause(4, 46);
      scene.deposit(shop, customer, price);
      scene.pause(0, 3);
    }
  }

  private static double slice(Scene scene, double amount) {
    double style = scene.random().nextDouble();
    if (style < 0.4) {
      return Math.floor(amount / 10) * 10;
    }
    return style < 0.7 ? Math.floor(amount) : scene.exact(amount);
  }
}
