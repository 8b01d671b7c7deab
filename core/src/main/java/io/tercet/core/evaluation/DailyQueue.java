package io.tercet.core.evaluation;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The queue of one day: entries (transactions, or accounts with their highest risk), riskiest
 * first. Mutable and reused from day to day.
 */
public final class DailyQueue {
  private float[] risk = new float[1024];
  private int[] who = new int[1024];
  private boolean[] fraud = new boolean[1024];
  private long[] order = new long[1024];
  private int size;

  /** Empties the queue. */
  public void clear() {
    size = 0;
  }

  /** How many entries there are. */
  public int size() {
    return size;
  }

  /**
   * Appends an entry.
   *
   * @param number of the account, ≥ 0; any for transactions
   * @return where it stands, for {@link #raise}
   */
  public int add(float itsRisk, boolean isFraud, int number) {
    if (size == risk.length) {
      risk = Arrays.copyOf(risk, size * 2);
      who = Arrays.copyOf(who, size * 2);
      fraud = Arrays.copyOf(fraud, size * 2);
      order = new long[size * 2];
    }
    risk[size] = itsRisk;
    fraud[size] = isFraud;
    who[size] = number;
    return size++;
  }

  /** Another transaction of the entry's account: the higher risk counts, and any fraud. */
  public void raise(int entry, float itsRisk, boolean isFraud) {
    risk[entry] = Math.max(risk[entry], itsRisk);
    fraud[entry] |= isFraud;
  }

  /** Sorts, riskiest first; entries of equal risk stay in the order in which they came. */
  public void sort() {
    for (int i = 0; i < size; i++) {
      order[i] = (long) ~Ranking.ordered(risk[i]) << 32 | i;
    }
    Arrays.sort(order, 0, size);
  }

  /** The entry at a place of the sorted queue. */
  public int entry(int place) {
    return (int) order[place];
  }

  /**
   * How many frauds are among the {@code k} first; where equal risks straddle the cut, the
   * expectation over their orders.
   */
  public double hits(int k) {
    double hits = 0;
    for (int begin = 0; begin < Math.min(k, size); ) {
      int end = begin;
      int frauds = 0;
      while (end < size && order[end] >> 32 == order[begin] >> 32) {
        frauds += fraud[entry(end++)] ? 1 : 0;
      }
      hits += frauds * (double) Math.min(k - begin, end - begin) / (end - begin);
      begin = end;
    }
    return hits;
  }

  /**
   * How many frauds are among the {@code k} first that are not in {@code found}; those are found
   * now. An analyst who has stopped an account does not see it again (Le Borgne et al., Fraud
   * Detection Handbook, 2022, card precision top-k).
   *
   * @param found numbers of accounts
   */
  public int newHits(int k, BitSet found) {
    int places = 0;
    int hits = 0;
    for (int place = 0; place < size && places < k; place++) {
      int entry = entry(place);
      if (!found.get(who[entry])) {
        places++;
        if (fraud[entry]) {
          found.set(who[entry]);
          hits++;
        }
      }
    }
    return hits;
  }
}
