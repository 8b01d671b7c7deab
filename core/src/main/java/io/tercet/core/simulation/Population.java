package io.tercet.core.simulation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All accounts: who exists, who is active now, who knows whom. */
final class Population {
  private static final int MAX_TRIES = 64;
  private static final long SESSION = 2 * Rhythm.HOUR;
  private static final double BACK_IN_SESSION = 0.3;

  private final long seed;
  private final Rhythm rhythm;
  private final Account[] accounts;
  private final int[][] members;
  private final AliasTable[] tables;
  private final double[] zoneWeights;
  private final double[] zonesNow;
  private final @Nullable Account[] recent;
  private int nextRecent;
  private int nextIndex;

  Population(SimulationOptions options, Rhythm rhythm, SimulationRandom random) {
    this.seed = options.seed();
    this.rhythm = rhythm;
    LifeCycle lives = new LifeCycle(options);
    accounts = new Account[options.accounts()];
    for (int i = 0; i < accounts.length; i++) {
      accounts[i] = lives.begin(id(i), key(i), i == 0, random);
    }
    nextIndex = accounts.length;
    members = new int[Rhythm.zones()][];
    tables = new AliasTable[members.length];
    zoneWeights = new double[members.length];
    zonesNow = new double[members.length];
    groupByZone(random);
    recent = new @Nullable Account[sessions(options)];
  }

  /** Lets an hour pass: who is awake changes. */
  void openHour(long time) {
    double sum = 0;
    for (int zone = 0; zone < zonesNow.length; zone++) {
      sum += zoneWeights[zone] * rhythm.activity(zone, time);
      zonesNow[zone] = sum;
    }
  }

  /** Who acts next: often somebody who acted a moment ago. */
  Account next(long time, SimulationRandom random) {
    if (random.chance(BACK_IN_SESSION)) {
      Account same = recent[random.nextInt(recent.length)];
      if (same != null && time - same.lastSeen < SESSION && same.isActive(time)) {
        return same;
      }
    }
    Account account = active(time, random);
    recent[nextRecent] = account;
    nextRecent = (nextRecent + 1) % recent.length;
    return account;
  }

  /** Somebody awake and active, in proportion to activity. */
  Account active(long time, SimulationRandom random) {
    for (int i = 0; i < MAX_TRIES; i++) {
      int zone = zoneNow(random);
      Account account = accounts[members[zone][tables[zone].draw(random)]];
      if (account.isActive(time)) {
        return account;
      }
    }
    return accounts[0];
  }

  /** An account with habits, each as likely as the other; anybody active if there is none. */
  Account established(long time, SimulationRandom random) {
    for (int i = 0; i < MAX_TRIES; i++) {
      Account account = accounts[random.nextInt(accounts.length)];
      if (account.hasHistory() && account.isActive(time)) {
        return account;
      }
    }
    return active(time, random);
  }

  /** The account that {@code key} always means. */
  Account member(long key) {
    return accounts[SimulationRandom.choice(key, accounts.length)];
  }

  /** The business that {@code key} always means, if one is near and active; else any account. */
  Account business(long key, long time) {
    for (int i = 0; i < MAX_TRIES; i++) {
      Account account = member(key + i);
      if (account.archetype == Archetype.BUSINESS && account.isActive(time)) {
        return account;
      }
    }
    return member(key);
  }

  /** A person outside the ordinary traffic who opened an account shortly before {@code time}. */
  Account newcomer(long time, SimulationRandom random) {
    long joined = time - random.nextInt(48) * Rhythm.HOUR;
    int index = nextIndex++;
    return new Account(id(index), key(index), Rhythm.pickZone(random), joined, random);
  }

  /** Of many accounts with a past, the one that has been silent longest. */
  Account idlest(long time, SimulationRandom random) {
    Account idlest = active(time, random);
    long longest = -1;
    for (int i = 0; i < 200; i++) {
      Account account = accounts[random.nextInt(accounts.length)];
      long silence = time - account.lastSeen;
      if (account.transactions >= 3 && time < account.closed && silence > longest) {
        idlest = account;
        longest = silence;
      }
    }
    return idlest;
  }

  private int zoneNow(SimulationRandom random) {
    double point = random.nextDouble() * zonesNow[zonesNow.length - 1];
    int zone = 0;
    while (zonesNow[zone] <= point) {
      zone++;
    }
    return zone;
  }

  private void groupByZone(SimulationRandom random) {
    for (int zone = 0; zone < members.length; zone++) {
      members[zone] = membersOf(zone);
      double[] weights = new double[members[zone].length];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = LifeCycle.activity(accounts[members[zone][i]].archetype, random);
        zoneWeights[zone] += weights[i];
      }
      tables[zone] = new AliasTable(weights);
    }
  }

  private int[] membersOf(int zone) {
    int[] found = new int[accounts.length];
    int count = 0;
    for (int i = 0; i < accounts.length; i++) {
      if (accounts[i].zone == zone) {
        found[count++] = i;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Sessions open at once: the traffic of about a quarter of an hour. */
  private static int sessions(SimulationOptions options) {
    int perQuarter = options.transactions() / (options.days() * 96);
    return Math.max(8, Math.min(perQuarter, 4096));
  }

  private long key(int index) {
    return SimulationRandom.mix(seed, index);
  }

  /** Unique, and silent about when the account joined: a bijection of the index (MurmurHash3). */
  private String id(int index) {
    int h = index + (int) SimulationRandom.mix(seed);
    h = (h ^ (h >>> 16)) * 0x85EBCA6B;
    h = (h ^ (h >>> 13)) * 0xC2B2AE35;
    return Addresses.hexadecimal("u", (h ^ (h >>> 16)) & 0xFFFFFFFFL, 8);
  }
}
