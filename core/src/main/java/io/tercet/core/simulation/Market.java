package io.tercet.core.simulation;

import java.util.List;

/** Prices that drift slowly, network fees that follow congestion, and which coins are listed. */
final class Market {
  private static final Coin[] COINS = Coin.values();
  private static final double LISTED_SHARE = 0.08;
  private static final double DAYS_TO_BE_KNOWN = 10;

  private final long start;
  private final double[][] prices;
  private final double[] logCongestion = new double[COINS.length];
  private final double[] congestion = new double[COINS.length];
  private final double listedOnDay;

  Market(SimulationOptions options, SimulationRandom random) {
    start = options.startMicros();
    prices = new double[COINS.length][];
    for (Coin coin : COINS) {
      prices[coin.ordinal()] = walk(coin, options, random);
    }
    listedOnDay = listing(options.drifts());
    openHour(random);
  }

  /** The main currency of a new account. */
  static Coin pickHome(SimulationRandom random) {
    double left = random.nextDouble();
    for (Coin coin : COINS) {
      left -= coin.share;
      if (left < 0) {
        return coin;
      }
    }
    return Coin.USDT;
  }

  /** Dollars for one unit of {@code coin}. */
  double price(Coin coin, long time) {
    double day = day(time);
    int index = (int) day;
    double[] path = prices[coin.ordinal()];
    return path[index] + (path[index + 1] - path[index]) * (day - index);
  }

  /** Share of ordinary traffic in the newly listed coin. */
  double listedShare(long time) {
    double known = (day(time) - listedOnDay) / DAYS_TO_BE_KNOWN;
    return known <= 0 ? 0 : LISTED_SHARE * Math.min(1, known);
  }

  /** Lets an hour pass: congestion follows its past. */
  void openHour(SimulationRandom random) {
    for (int i = 0; i < congestion.length; i++) {
      logCongestion[i] = 0.9 * logCongestion[i] + 0.16 * random.gaussian();
      congestion[i] = StrictMath.exp(logCongestion[i]);
    }
  }

  /** The network's fee for one transaction now, in units of {@code coin}. */
  double networkFee(Coin coin, SimulationRandom random) {
    double hurry = random.logNormal(coin.networkFee, 0.3);
    return Amounts.exact(coin, hurry * congestion[coin.ordinal()]);
  }

  private double day(long time) {
    return (time - start) / (double) SimulationOptions.MICROS_PER_DAY;
  }

  private static double[] walk(Coin coin, SimulationOptions options, SimulationRandom random) {
    double[] path = new double[options.days() + 2];
    double log = 0;
    for (int day = 0; day < path.length; day++) {
      double jump = logJump(coin, day, options.drifts());
      path[day] = coin.startPrice * StrictMath.exp(log + jump);
      // A weak pull to the start keeps long simulations within believable prices.
      log = 0.995 * log + coin.volatility * random.gaussian();
    }
    return path;
  }

  private static double logJump(Coin coin, int day, List<TrafficDrift> drifts) {
    double sum = 0;
    for (TrafficDrift drift : drifts) {
      if (drift instanceof TrafficDrift.PriceJump jump && jump.currency().equals(coin.name())) {
        double done = (day - jump.day()) / (double) jump.overDays();
        sum += Math.max(0, Math.min(1, done)) * StrictMath.log(jump.factor());
      }
    }
    return sum;
  }

  private static double listing(List<TrafficDrift> drifts) {
    for (TrafficDrift drift : drifts) {
      if (drift instanceof TrafficDrift.NewCurrency listing) {
        return listing.day();
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
