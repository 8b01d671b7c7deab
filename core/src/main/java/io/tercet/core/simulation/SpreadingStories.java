package io.tercet.core.simulation;

/** Money that spreads, down to dust, and addresses that deceive. */
final class SpreadingStories {
  private SpreadingStories() {}

  static void fanOut(Scene scene) {
    SimulationRandom random = scene.random();
    Account spreader = random.chance(0.75) ? scene.newcomer() : scene.slow();
    scene.use(spreader.home);
    double total = scene.units(random.logNormal(14_000, 0.7));
    scene.deposit(scene.stranger(), spreader, scene.exact(total));
    double share = total * random.between(0.9, 0.99) / (scene.rows() - 1);
    double pause = random.between(0.3, 5) / scene.rows();
    while (scene.more()) {
      scene.pause(0.1 * pause, 1.9 * pause);
      double amount = share * random.between(0.7, 1.3);
      scene.send(spreader, scene.stranger(), scene.entered(amount));
    }
  }

  static void payroll(Scene scene) {
    SimulationRandom random = scene.random();
    Account employer = scene.business();
    scene.use(SimulationRandom.choice(scene.actor(), 2) == 0 ? Coin.USDT : Coin.USDC);
    int people = scene.rows() - 1;
    Wallet bank = scene.hubs().exchangeOf(employer.key);
    scene.deposit(bank, employer, scene.round(people * 2_700.0, 2));
    scene.pause(0.5, 8);
    for (int person = 0; scene.more(); person++) {
      long key = SimulationRandom.mix(scene.actor(), person);
      double salary = 1_200 + 50 * SimulationRandom.choice(key, 60);
      scene.transfer(employer, scene.member(key), scene.exact(salary));
      scene.pause(0.003, random.between(0.01, 0.05));
    }
  }

  static void dusting(Scene scene) {
    SimulationRandom random = scene.random();
    scene.useOneOf(Coin.BTC, Coin.LTC, Coin.DOGE, Coin.TRX, Coin.ETH);
    Wallet attacker = scene.stranger();
    double dust = scene.units(random.between(0.002, 0.05));
    double pause = random.between(0.2, 3) / scene.rows();
    while (scene.more()) {
      double amount = random.chance(0.7) ? dust : dust * random.between(0.5, 2);
      scene.deposit(attacker, scene.regular(), scene.exact(amount));
      scene.pause(0.1 * pause, 1.9 * pause);
    }
  }

  static void airdrop(Scene scene) {
    SimulationRandom random = scene.random();
    scene.useOneOf(Coin.SOL, Coin.TRX, Coin.USDC, Coin.ETH);
    Wallet project = scene.hubs().shopOf(scene.actor());
    double reward = scene.round(scene.units(random.between(0.5, 12)), 2);
    double pause = random.between(0.2, 3) / scene.rows();
    while (scene.more()) {
      scene.deposit(project, scene.regular(), reward);
      scene.pause(0.1 * pause, 1.9 * pause);
    }
  }

  static void addressPoisoning(Scene scene) {
    SimulationRandom random = scene.random();
    Account victim = scene.established();
    scene.use(victim.home);
    Wallet known = victim.acquaintance(0);
    Wallet fake = new LookAlikeWallet(known, random.nextLong());
    double usual = victim.usual * random.between(0.8, 4);
    scene.transferBefore(victim, known, scene.worth(victim.usual));
    while (scene.left() > 1) {
      scene.pause(0.02, 2);
      scene.deposit(fake, victim, scene.exact(scene.units(random.between(0.001, 0.4))));
    }
    scene.pause(2, 60);
    scene.transfer(victim, fake, scene.worth(usual));
  }

  static void testPayment(Scene scene) {
    SimulationRandom random = scene.random();
    Account customer = scene.established();
    scene.use(customer.home);
    Wallet address = scene.stranger();
    while (scene.left() > 1) {
      scene.transfer(customer, address, scene.worth(random.between(1, 9)));
      scene.pause(0.1, 3);
    }
    scene.transfer(customer, address, scene.worth(customer.usual * random.between(0.8, 4)));
  }
}
