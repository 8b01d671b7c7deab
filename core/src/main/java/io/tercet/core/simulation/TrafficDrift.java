package io.tercet.core.simulation;

/**
 * Something that changes in the world while nobody commits fraud: what calibration has to survive.
 * Days count from the start of the simulation.
 */
public sealed interface TrafficDrift {

  /** The first day of the change, ≥ 0. */
  int day();

  /**
   * The price of a currency is multiplied, evenly on the log scale over some days, and stays there:
   * people who think in dollars then move fewer units of it.
   *
   * @param currency one of the simulated currencies, such as {@code "BTC"}
   * @param day the first day of the move, ≥ 0
   * @param factor by what the price is multiplied in the end, in [0.001, 1000]
   * @param overDays how long the move takes, ≥ 1
   */
  record PriceJump(String currency, int day, double factor, int overDays) implements TrafficDrift {
    public PriceJump {
      requireDay(day);
      Coin.valueOf(currency);
      SimulationOptions.requireRange("factor", factor, 0.001, 1000);
      SimulationOptions.requireRange("overDays", overDays, 1, 10_000);
    }
  }

  /**
   * A new currency, ARB, is listed: its share of ordinary traffic grows from 0 to 8 % in ten days.
   *
   * @param day the day of the listing, ≥ 0
   */
  record NewCurrency(int day) implements TrafficDrift {
    public NewCurrency {
      requireDay(day);
    }
  }

  /**
   * Everybody's day moves: daylight saving, or a customer base in another part of the world.
   *
   * @param day the first day, ≥ 0
   * @param hours how much later everything happens, in [-12, 12]
   */
  record TimeZoneShift(int day, int hours) implements TrafficDrift {
    public TimeZoneShift {
      requireDay(day);
      SimulationOptions.requireRange("hours", hours, -12, 12);
    }
  }

  /**
   * A holiday: 1.6 times the traffic, amounts 1.4 times the usual.
   *
   * @param day the first day, ≥ 0
   * @param days how many days it lasts, ≥ 1
   */
  record Holiday(int day, int days) implements TrafficDrift {
    public Holiday {
      requireDay(day);
      SimulationOptions.requireRange("days", days, 1, 10_000);
    }
  }

  private static void requireDay(int day) {
    SimulationOptions.requireRange("day", day, 0, SimulationOptions.MAX_DAYS);
  }
}
