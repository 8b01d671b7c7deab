package io.tercet.core.simulation;

/** Draws an index in proportion to its weight in constant time (Walker 1977, Vose 1991). */
final class AliasTable {
  private final double[] keep;
  private final int[] alias;

  /** Creates the table of {@code weights} ≥ 0, at least one of them above 0. */
  AliasTable(double[] weights) {
    int n = weights.length;
    keep = new double[n];
    alias = new int[n];
    double scale = n / sum(weights);
    int[] order = new int[n];
    int small = 0;
    int large = n;
    for (int i = 0; i < n; i++) {
      keep[i] = weights[i] * scale;
      order[keep[i] < 1 ? small++ : --large] = i;
    }
    pair(order, small, large);
  }

  int draw(SimulationRandom random) {
    int column = random.nextInt(keep.length);
    return random.nextDouble() < keep[column] ? column : alias[column];
  }

  private void pair(int[] order, int smallEnd, int largeStart) {
    int n = order.length;
    int small = smallEnd;
    int large = largeStart;
    while (small > 0 && large < n) {
      int less = order[--small];
      int more = order[large];
      alias[less] = more;
      keep[more] -= 1 - keep[less];
      if (keep[more] < 1) {
        order[small++] = more;
        large++;
      }
    }
    // What rounding left unpaired is full.
    for (int i = 0; i < small; i++) {
      keep[order[i]] = 1;
    }
    for (int i = large; i < n; i++) {
      keep[order[i]] = 1;
    }
  }

  private static double sum(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }
}
