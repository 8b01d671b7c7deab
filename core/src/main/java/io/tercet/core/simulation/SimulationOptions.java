package io.tercet.core.simulation;

import io.tercet.core.transaction.Transaction;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What traffic to simulate. Start from {@link #of} and change what matters.
 *
 * @param transactions how many transactions, exactly; in [1, 100,000,000]
 * @param seed equal seeds and options give equal bytes on every machine
 * @param startMicros the earliest event time, microseconds since 1970-01-01T00:00Z; the period must
 *     lie within the event times that a {@link Transaction} allows
 * @param days length of the period in days, in [1, 3650]; the latest event time is just before its
 *     end
 * @param accounts how many accounts live the ordinary life, in [1, 5,000,000]; memory grows with it
 * @param fraudShare expected share of fraudulent transactions, in [0, 0.5]; 0 is fraud-free traffic
 * @param lookAlikeShare expected share of innocent transactions that resemble a fraud, in [0, 0.4]
 * @param typologies the frauds that occur, and whose look-alikes occur; empty is fraud-free
 * @param drifts what changes in the world during the period; usually empty
 */
public record SimulationOptions(
    int transactions,
    long seed,
    long startMicros,
    int days,
    int accounts,
    double fraudShare,
    double lookAlikeShare,
    Set<SimulatedTypology> typologies,
    List<TrafficDrift> drifts) {

  /** The largest number of transactions. */
  public static final int MAX_TRANSACTIONS = 100_000_000;

  /** The longest period. */
  public static final int MAX_DAYS = 3650;

  /** 2026-01-05T00:00Z, a Monday. */
  private static final long DEFAULT_START = 1_767_571_200_000_000L;

  static final long MICROS_PER_DAY = 86_400_000_000L;

  private static final int MAX_ACCOUNTS = 5_000_000;
  private static final int TRANSACTIONS_PER_ACCOUNT = 40;

  public SimulationOptions {
    requireRange("transactions", transactions, 1, MAX_TRANSACTIONS);
    requireRange("days", days, 1, MAX_DAYS);
    requireRange("accounts", accounts, 1, MAX_ACCOUNTS);
    requireRange("fraudShare", fraudShare, 0, 0.5);
    requireRange("lookAlikeShare", lookAlikeShare, 0, 0.4);
    requirePeriod(startMicros, days);
    typologies = copy(typologies);
    drifts = List.copyOf(drifts);
  }

  /**
   * The defaults: 75 days from 2026-01-05, one account for 40 transactions, 0.2 % frauds of every
   * typology, 2 % look-alikes, no drift.
   */
  public static SimulationOptions of(int transactions, long seed) {
    return new SimulationOptions(
        transactions,
        seed,
        DEFAULT_START,
        75,
        Math.max(40, Math.min(transactions / TRANSACTIONS_PER_ACCOUNT, 2_000_000)),
        0.002,
        0.02,
        EnumSet.allOf(SimulatedTypology.class),
        List.of());
  }

  /** These options with another period; see the record's parameters for the ranges. */
  public SimulationOptions withPeriod(long newStartMicros, int newDays) {
    return new SimulationOptions(
        transactions,
        seed,
        newStartMicros,
        newDays,
        accounts,
        fraudShare,
        lookAlikeShare,
        typologies,
        drifts);
  }

  /** These options with another number of accounts. */
  public SimulationOptions withAccounts(int newAccounts) {
    return new SimulationOptions(
        transactions,
        seed,
        startMicros,
        days,
        newAccounts,
        fraudShare,
        lookAlikeShare,
        typologies,
        drifts);
  }

  /** These options with other shares of frauds and of look-alikes. */
  public SimulationOptions withShares(double newFraudShare, double newLookAlikeShare) {
    return new SimulationOptions(
        transactions,
        seed,
        startMicros,
        days,
        accounts,
        newFraudShare,
        newLookAlikeShare,
        typologies,
        drifts);
  }

  /** These options with only these typologies and their look-alikes. */
  public SimulationOptions withTypologies(Set<SimulatedTypology> newTypologies) {
    return new SimulationOptions(
        transactions,
        seed,
        startMicros,
        days,
        accounts,
        fraudShare,
        lookAlikeShare,
        newTypologies,
        drifts);
  }

  /** These options with these changes in the world. */
  public SimulationOptions withDrifts(List<TrafficDrift> newDrifts) {
    return new SimulationOptions(
        transactions,
        seed,
        startMicros,
        days,
        accounts,
        fraudShare,
        lookAlikeShare,
        typologies,
        newDrifts);
  }

  /** Just after the last event time, microseconds since the epoch. */
  public long endMicros() {
    return startMicros + days * MICROS_PER_DAY;
  }

  static void requireRange(String name, double value, double low, double high) {
    // Written so that NaN fails too.
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "%s must be in [%s, %s], got %s".formatted(name, plain(low), plain(high), plain(value)));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static void requirePeriod(long startMicros, int days) {
    long latest = Transaction.MAX_TIMESTAMP - days * MICROS_PER_DAY;
    if (startMicros < Transaction.MIN_TIMESTAMP || startMicros > latest) {
      throw new IllegalArgumentException(
          "startMicros must leave the period within [2000-01-01, 2068-01-01), got %d with %d days. Maybe it is in seconds or milliseconds."
              .formatted(startMicros, days));
    }
  }

  private static Set<SimulatedTypology> copy(Set<SimulatedTypology> typologies) {
    EnumSet<SimulatedTypology> copy = EnumSet.noneOf(SimulatedTypology.class);
    copy.addAll(typologies);
    return Collections.unmodifiableSet(copy);
  }
}
