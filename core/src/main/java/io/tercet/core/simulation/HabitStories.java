package io.tercet.core.simulation;

/** Accounts that break with their habits, and people who only seem to. */
final class HabitStories {
  private static final long DAY = SimulationOptions.MICROS_PER_DAY;

  private HabitStories() {}

  static void amountAgainstHabit(Scene scene) {
    SimulationRandom random = scene.random();
    Account account = scene.settled();
    scene.use(account.home);
    Wallet receiver = scene.stranger();
    double dollars = account.usual * random.between(14, 50);
    scene.topUp(account, scene.worth(dollars * scene.rows()));
    while (scene.more()) {
      scene.pause(0.1, 9);
      scene.send(account, receiver, scene.worth(dollars * random.between(0.6, 1.4)));
      receiver = random.chance(0.5) ? scene.stranger() : receiver;
    }
  }

  static void holidayPurchase(Scene scene) {
    SimulationRandom random = scene.random();
    while (scene.more()) {
      Account customer = scene.established();
      scene.use(customer.home);
      double dollars = customer.usual * random.between(7, 22);
      scene.topUp(customer, scene.worth(dollars * random.between(1, 1.2)));
      scene.pause(1, 20);
      Wallet shop = scene.hubs().shopOf(customer.key + random.between(1, 6));
      scene.pay(customer, shop, scene.exact(scene.units(dollars)));
    }
  }

  static void accountTakeover(Scene scene) {
    SimulationRandom random = scene.random();
    Account victim = scene.wealthy();
    scene.use(victim.home);
    scene.pauseUntil(victim, 1, 5);
    if (random.chance(0.25)) {
      scene.trade(victim, scene.exact(scene.units(0.6 * loot(victim))));
      scene.pause(0.02, 0.2);
    }
    Wallet thief = scene.stranger();
    double left = scene.units(loot(victim));
    while (scene.more()) {
      double part = part(scene, left, 0.93);
      scene.send(victim, thief, part);
      left -= part;
      thief = random.chance(0.4) ? scene.stranger() : thief;
      scene.pause(0.02, 0.25);
    }
    victim.dormantFrom = scene.now();
    victim.dormantUntil = scene.now() + random.between(2, 9) * DAY;
  }

  static void travellingUser(Scene scene) {
    SimulationRandom random = scene.random();
    Account traveller = scene.established();
    scene.use(traveller.home);
    while (scene.more()) {
      scene.pauseUntil(traveller, 1, 5);
      double dollars = random.logNormal(traveller.usual * 0.6, traveller.spread);
      if (random.chance(0.6)) {
        Wallet shop = scene.hubs().shopOf(traveller.key + random.between(1, 6));
        scene.pay(traveller, shop, scene.worth(dollars));
      } else {
        scene.transfer(traveller, traveller.acquaintance(random.nextInt(3)), scene.worth(dollars));
      }
      scene.pause(0.5, 5);
    }
  }

  static void dormantAccountWakes(Scene scene) {
    Account account = scene.forgotten();
    scene.use(account.home);
    Wallet thief = scene.stranger();
    double left = scene.units(loot(account));
    while (scene.more()) {
      double part = part(scene, left, 0.95);
      scene.send(account, thief, part);
      left -= part;
      scene.pause(0.05, 3);
    }
    account.closed = scene.now();
  }

  static void returningUser(Scene scene) {
    SimulationRandom random = scene.random();
    Account customer = scene.idlest();
    scene.use(customer.home);
    customer.dormantUntil = scene.now();
    scene.deposit(scene.hubs().exchangeOf(customer.key), customer, scene.worth(customer.usual * 2));
    while (scene.more()) {
      scene.pause(0.1, 6);
      double dollars = random.logNormal(customer.usual * 0.7, customer.spread);
      if (random.chance(0.5)) {
        scene.trade(customer, scene.worth(dollars));
      } else {
        scene.send(customer, customer.acquaintance(random.nextInt(3)), scene.worth(dollars));
      }
    }
  }

  static void velocityBurst(Scene scene) {
    SimulationRandom random = scene.random();
    Account account = scene.slow();
    scene.use(account.home);
    double typical = account.usual * random.between(0.3, 1.2);
    double pause = random.between(0.15, 0.7) / scene.rows();
    scene.topUp(account, scene.worth(typical * scene.rows()));
    scene.pause(0.2, 2);
    while (scene.more()) {
      scene.send(account, scene.stranger(), scene.worth(random.logNormal(typical, 0.4)));
      scene.pause(0.1 * pause, 1.9 * pause);
    }
  }

  static void marketMaker(Scene scene) {
    SimulationRandom random = scene.random();
    Account maker = scene.business();
    scene.use(maker.home);
    double typical = maker.usual * random.between(0.4, 0.9);
    double pause = random.between(0.15, 0.7) / scene.rows();
    while (scene.more()) {
      scene.trade(maker, scene.exact(scene.units(random.logNormal(typical, 0.3))));
      scene.pause(0.1 * pause, 1.9 * pause);
    }
  }

  static void nightBurst(Scene scene) {
    SimulationRandom random = scene.random();
    Account account = scene.settled();
    scene.use(account.home);
    scene.pauseUntil(account, 1.5, 3.5);
    Wallet receiver = scene.stranger();
    while (scene.more()) {
      double dollars = random.logNormal(account.usual * 1.3, 0.5);
      scene.send(account, receiver, scene.worth(dollars));
      receiver = random.chance(0.5) ? scene.stranger() : receiver;
      scene.pause(0.02, 0.12);
    }
  }

  static void nightShift(Scene scene) {
    SimulationRandom random = scene.random();
    Account distant = distant(scene);
    scene.use(distant.home);
    scene.pauseUntil(distant, 16, 21);
    while (scene.more()) {
      double dollars = random.logNormal(distant.usual * 0.8, 0.5);
      Wallet known = random.chance(0.5) ? shop(scene, distant) : distant.acquaintance(0);
      scene.send(distant, known, scene.worth(dollars));
      scene.pause(0.05, 0.4);
    }
  }

  private static Wallet shop(Scene scene, Account account) {
    return scene.hubs().shopOf(account.key + scene.random().between(1, 6));
  }

  /** Somebody in the Americas: their evening is the night of the majority. */
  private static Account distant(Scene scene) {
    Account account = scene.established();
    for (int i = 0; i < 30 && !Rhythm.isDistant(account.zone); i++) {
      account = scene.established();
    }
    return account;
  }

  /** What a thief takes next, under the limits of a withdrawal; at last all but what fees need. */
  private static double part(Scene scene, double left, double atLast) {
    return scene.left() == 1
        ? scene.exact(atLast * left)
        : scene.entered(left / scene.left() * scene.random().between(0.7, 1.3));
  }

  private static double loot(Account account) {
    return Math.max(account.funds, 10 * account.usual);
  }
}
