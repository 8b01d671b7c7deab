package io.tercet.core.simulation;

/**
 * Puts amounts on the decimal grid of their currency, as people and programs do. Integer arithmetic
 * only, so that the last digit is the same on every machine.
 */
final class Amounts {
  private static final long[] POWERS_OF_TEN = powersOfTen();

  /** Beyond this a double no longer holds every integer. */
  private static final double MAX_STEPS = 9e15;

  private Amounts() {}

  /** {@code units} with {@code decimals} decimals, at least one step of the grid. */
  static double withDecimals(double units, int decimals) {
    return (double) steps(units, decimals) / POWERS_OF_TEN[decimals];
  }

  /** {@code units} with all decimals of {@code coin}. */
  static double exact(Coin coin, double units) {
    return withDecimals(units, coin.decimals);
  }

  /** {@code units} with at most {@code digits} significant digits: a round amount. */
  static double round(Coin coin, double units, int digits) {
    long steps = steps(units, coin.decimals);
    long step = 1;
    while (steps / step >= POWERS_OF_TEN[digits]) {
      step *= 10;
    }
    long rounded = (steps + step / 2) / step * step;
    return (double) rounded / POWERS_OF_TEN[coin.decimals];
  }

  /** {@code units} as people enter them: often round, else what a program computed for them. */
  static double human(Coin coin, double units, SimulationRandom random) {
    double style = random.nextDouble();
    if (style < 0.32) {
      return round(coin, units, style < 0.14 ? 1 : 2);
    }
    return style < 0.45 ? round(coin, units, 3) : computed(coin, units, random);
  }

  /** {@code units} as programs compute them: cents of a stable coin, all decimals of others. */
  static double computed(Coin coin, double units, SimulationRandom random) {
    return coin.isStable() && random.chance(0.75) ? withDecimals(units, 2) : exact(coin, units);
  }

  private static long steps(double units, int decimals) {
    double steps = Math.min(units * POWERS_OF_TEN[decimals], MAX_STEPS);
    return Math.max(1, (long) (steps + 0.5));
  }

  private static long[] powersOfTen() {
    long[] powers = new long[19];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
