package io.tercet.core.simulation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Simulates labelled traffic in the order of event time: exactly as many transactions as the
 * options say, equal bytes for equal options on every machine.
 *
 * <p>People live by the hours of their time zone, have habits, usual counterparties and life
 * cycles. Frauds of every {@link SimulatedTypology} and their innocent look-alikes are spread over
 * the period. No id, address, fee, status or fraction of a second depends on the label.
 *
 * <p>Works hour by hour. Memory holds the accounts, one hour, the unfinished stories and a small
 * record for each story, never the transactions. Not safe for use by several threads at once.
 */
public final class TrafficSimulator implements Iterator<SimulatedTransaction> {
  private final SimulationOptions options;
  private final World world;
  private final SimulationRandom random;
  private final OrdinaryTraffic ordinary;
  private final Programme programme;
  private final Ledger ledger;
  private final double[] quota;
  private final int[] due;
  private final PriorityQueue<Leg> pending =
      new PriorityQueue<>(Comparator.comparingLong(Leg::time));

  private int hour = -1;
  private long[] times = new long[64];
  private int time;
  private int timesEnd;

  /** Creates the world of {@code options}; nothing has happened yet. */
  public TrafficSimulator(SimulationOptions options) {
    this.options = options;
    random = new SimulationRandom(options.seed());
    world = World.create(options, random);
    ordinary = new OrdinaryTraffic(world, random);
    programme = new Programme(options, world.rhythm(), random);
    ledger = new Ledger(world.market(), options.seed());
    quota = quota();
    due = new int[quota.length];
  }

  /** The traffic of {@code options} as a stream in the order of event time, to be read once. */
  public static Stream<SimulatedTransaction> stream(SimulationOptions options) {
    int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
    return StreamSupport.stream(
        Spliterators.spliterator(new TrafficSimulator(options), options.transactions(), traits),
        false);
  }

  @Override
  public boolean hasNext() {
    return ledger.recorded() < options.transactions();
  }

  @Override
  public SimulatedTransaction next() {
    if (!hasNext()) {
      throw new NoSuchElementException(
          "all %d transactions were read".formatted(ledger.recorded()));
    }
    Leg planned = pending.peek();
    while (time == timesEnd && !isDue(planned)) {
      openHour();
      planned = pending.peek();
    }
    if (planned != null && (time == timesEnd || planned.time() <= times[time])) {
      return ledger.record(pending.remove());
    }
    return ledger.record(ordinary.next(times[time++]));
  }

  /** How many planned transactions wait for their time. */
  int pending() {
    return pending.size();
  }

  private boolean isDue(@Nullable Leg planned) {
    return planned != null && planned.time() < startOf(hour + 1);
  }

  private void openHour() {
    hour++;
    long start = startOf(hour);
    world.openHour(start, random);
    while (programme.hasCueBefore(startOf(hour + 1))) {
      Cue cue = programme.take();
      cue.script().story().play(new Scene(world, cue, options.endMicros(), this::plan));
    }
    long planned = ledger.recorded() + due[hour];
    drawTimes(start, (int) Math.max(0, Math.round(quota[hour]) - planned));
  }

  private void plan(Leg leg) {
    pending.add(leg);
    due[(int) ((leg.time() - options.startMicros()) / Rhythm.HOUR)]++;
  }

  private void drawTimes(long start, int count) {
    if (times.length < count) {
      times = new long[count + count / 2];
    }
    for (int i = 0; i < count; i++) {
      times[i] = start + (long) (random.nextDouble() * Rhythm.HOUR);
    }
    Arrays.sort(times, 0, count);
    time = 0;
    timesEnd = count;
  }

  private long startOf(int hourOfPeriod) {
    return options.startMicros() + hourOfPeriod * Rhythm.HOUR;
  }

  /** How many transactions there are in all by the end of each hour. */
  private double[] quota() {
    double[] sums = new double[options.days() * 24];
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += world.rhythm().traffic(startOf(i)) * random.logNormal(1, 0.12);
      sums[i] = sum;
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] *= options.transactions() / sum;
    }
    sums[sums.length - 1] = options.transactions();
    return sums;
  }
}
