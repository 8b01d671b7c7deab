package io.tercet.core.simulation;

/** When accounts join, pause and close, and how active they are. */
final class LifeCycle {
  private static final double BEFORE_START = 0.7;
  private static final double PAUSES = 0.16;
  private static final double CLOSES = 0.08;

  /** The busiest account is at most this much busier than a median one. */
  private static final double MAX_ACTIVITY = 60;

  private final long start;
  private final long period;

  LifeCycle(SimulationOptions options) {
    start = options.startMicros();
    period = options.days() * SimulationOptions.MICROS_PER_DAY;
  }

  /** A new account; a {@code permanent} one was there before the start and stays. */
  Account begin(String id, long key, boolean permanent, SimulationRandom random) {
    boolean founder = random.chance(BEFORE_START) || permanent;
    long joined = founder ? Long.MIN_VALUE / 2 : moment(0, 1, random);
    Account account = new Account(id, key, Rhythm.pickZone(random), joined, random);
    if (founder) {
      account.lastSeen = start;
      account.nonce = (long) random.logNormal(20, 1.2);
      account.funds = account.usual * random.logNormal(6, 0.9);
    }
    if (!permanent) {
      plan(account, random);
    }
    return account;
  }

  /** How much more than others an account does: heavy-tailed. */
  static double activity(Archetype archetype, SimulationRandom random) {
    double factor = archetype == Archetype.TRADER ? 2.2 : 1;
    return Math.min(random.logNormal(factor, 1.3), MAX_ACTIVITY);
  }

  private void plan(Account account, SimulationRandom random) {
    if (random.chance(PAUSES)) {
      account.dormantFrom = moment(0.05, 0.8, random);
      account.dormantUntil = account.dormantFrom + (long) (period * random.between(0.25, 0.9));
    }
    if (random.chance(CLOSES)) {
      account.closed = moment(0.1, 1.2, random);
    }
  }

  private long moment(double from, double to, SimulationRandom random) {
    return start + (long) (period * random.between(from, to));
  }
}
