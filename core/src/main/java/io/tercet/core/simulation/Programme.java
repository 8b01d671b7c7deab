package io.tercet.core.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All stories of the period in the order of their starts, drawn before the first transaction. */
final class Programme {
  private static final int REPEATS = 4;
  private static final int BEDTIME_TRIES = 3;

  private final SimulationOptions options;
  private final Rhythm rhythm;
  private final SimulationRandom random;
  private final List<Cue> cues = new ArrayList<>();
  private int next;

  Programme(SimulationOptions options, Rhythm rhythm, SimulationRandom random) {
    this.options = options;
    this.rhythm = rhythm;
    this.random = random;
    int kinds = Math.max(1, options.typologies().size());
    double rows = (double) options.transactions() / kinds;
    for (SimulatedTypology typology : options.typologies()) {
      schedule(typology, true, Scripts.fraud(typology), rows * options.fraudShare());
      schedule(typology, false, Scripts.lookAlike(typology), rows * options.lookAlikeShare());
    }
    cues.sort(Comparator.comparingLong(Cue::start));
  }

  /** Whether a story that has not begun starts before {@code time}. */
  boolean hasCueBefore(long time) {
    return next < cues.size() && cues.get(next).start() < time;
  }

  /** The next story to begin. */
  Cue take() {
    return cues.get(next++);
  }

  private void schedule(SimulatedTypology typology, boolean fraud, Script script, double budget) {
    int count = performances(script, budget);
    // Look-alikes recur with the same people, which is what makes them habits.
    int casts = fraud ? count : Math.max(1, count / REPEATS);
    long company = random.nextLong();
    for (int i = 0; i < count; i++) {
      long start = start(script, (i + random.nextDouble()) / count);
      int rows = rows(script, budget / count);
      long actor = SimulationRandom.mix(company, i % casts);
      cues.add(new Cue(start, typology, fraud, script, rows, random.nextLong(), actor));
    }
  }

  /** At least one where the budget pays for a small one; below that by chance. */
  private int performances(Script script, double budget) {
    double usual = budget / script.usualRows();
    if (budget >= 0.6 * script.minRows()) {
      return (int) Math.max(1, Math.round(usual));
    }
    return random.chance(usual) ? 1 : 0;
  }

  private int rows(Script script, double wanted) {
    double varied = wanted * random.between(0.6, 1.4);
    return (int) Math.max(script.minRows(), Math.min(Math.round(varied), script.maxRows()));
  }

  private long start(Script script, double share) {
    long period = options.endMicros() - options.startMicros();
    double needed = Math.min(script.hours() * Rhythm.HOUR, 0.5 * period);
    double latest = period - needed;
    double earliest = Math.min(script.earliest() * period, latest);
    long start = options.startMicros() + (long) (earliest + (latest - earliest) * share);
    return awake(start, options.startMicros() + (long) latest);
  }

  /** Moves a start within its day to an hour in proportion to that hour's traffic. */
  private long awake(long start, long latest) {
    for (int i = 0; i < BEDTIME_TRIES; i++) {
      if (rhythm.traffic(start) > random.nextDouble()) {
        return start;
      }
      long moved = start + (long) (random.between(-11.0, 11.0) * Rhythm.HOUR);
      start = Math.max(options.startMicros(), Math.min(moved, latest));
    }
    return start;
  }
}
