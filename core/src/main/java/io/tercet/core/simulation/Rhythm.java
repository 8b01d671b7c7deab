package io.tercet.core.simulation;

/** When people are awake: hours of the day, days of the week, time zones. */
final class Rhythm {
  static final long HOUR = 3_600_000_000L;

  private static final double[] HOURS = {
    0.25, 0.16, 0.11, 0.09, 0.10, 0.16, 0.30, 0.52, 0.74, 0.90, 1.00, 1.02,
    1.00, 0.98, 0.97, 0.96, 0.97, 1.00, 1.05, 1.10, 1.08, 0.95, 0.70, 0.43
  };

  /** From Thursday, the weekday of 1970-01-01. */
  private static final double[] DAYS = {1.01, 1.04, 0.86, 0.78, 1.00, 1.03, 1.02};

  private static final int[] ZONE_HOURS = {-8, -5, -3, 0, 1, 3, 5, 8};
  private static final double[] ZONE_SHARES = {0.05, 0.17, 0.04, 0.20, 0.36, 0.06, 0.04, 0.08};
  private static final double HOLIDAY_TRAFFIC = 1.6;

  private final SimulationOptions options;

  Rhythm(SimulationOptions options) {
    this.options = options;
  }

  static int zones() {
    return ZONE_HOURS.length;
  }

  static byte pickZone(SimulationRandom random) {
    double left = random.nextDouble();
    for (byte zone = 0; zone < ZONE_SHARES.length; zone++) {
      left -= ZONE_SHARES[zone];
      if (left < 0) {
        return zone;
      }
    }
    return 4;
  }

  /** Whether it is evening there when most people sleep. */
  static boolean isDistant(int zone) {
    return ZONE_HOURS[zone] <= -5;
  }

  /** Hour of the day, with its fraction, where the account lives. */
  double localHour(int zone, long time) {
    return Math.floorMod(localTime(zone, time), 24 * HOUR) / (double) HOUR;
  }

  /** How much an account of {@code zone} does at {@code time}, relative to its busiest hour. */
  double activity(int zone, long time) {
    long local = localTime(zone, time);
    int hour = (int) Math.floorMod(Math.floorDiv(local, HOUR), 24L);
    int day = (int) Math.floorMod(Math.floorDiv(local, 24 * HOUR), 7L);
    return HOURS[hour] * DAYS[day];
  }

  /** Traffic of everybody at {@code time}; without unit. */
  double traffic(long time) {
    double sum = 0;
    for (int zone = 0; zone < ZONE_SHARES.length; zone++) {
      sum += ZONE_SHARES[zone] * activity(zone, time);
    }
    return isHoliday(time) ? sum * HOLIDAY_TRAFFIC : sum;
  }

  boolean isHoliday(long time) {
    int today = day(time);
    for (TrafficDrift drift : options.drifts()) {
      if (drift instanceof TrafficDrift.Holiday holiday
          && today >= holiday.day()
          && today < holiday.day() + holiday.days()) {
        return true;
      }
    }
    return false;
  }

  private long localTime(int zone, long time) {
    long local = time + ZONE_HOURS[zone] * HOUR;
    for (TrafficDrift drift : options.drifts()) {
      if (drift instanceof TrafficDrift.TimeZoneShift shift && day(time) >= shift.day()) {
        local -= shift.hours() * HOUR;
      }
    }
    return local;
  }

  private int day(long time) {
    return (int) ((time - options.startMicros()) / SimulationOptions.MICROS_PER_DAY);
  }
}
