package io.tercet.core.detector.forest;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Liu, Ting, Zhou 2008, algorithms 1 to 3 word for word: objects, doubles, no shortcuts. */
final class PaperForest {
  private sealed interface Node {}

  private record External(int size) implements Node {}

  private record Internal(Node left, Node right, int attribute, double value) implements Node {}

  private final List<Node> trees = new ArrayList<>();
  private final int sampleSize;

  PaperForest(List<double[]> rows, int trees, int sampleSize, Random random) {
    this.sampleSize = sampleSize;
    int limit = (int) Math.ceil(Math.log(sampleSize) / Math.log(2));
    for (int i = 0; i < trees; i++) {
      List<double[]> sample = new ArrayList<>();
      random
          .ints(0, rows.size())
          .distinct()
          .limit(sampleSize)
          .forEach(r -> sample.add(rows.get(r)));
      this.trees.add(tree(sample, 0, limit, random));
    }
  }

  double score(double[] row) {
    double sum = 0;
    for (Node tree : trees) {
      sum += pathLength(row, tree, 0);
    }
    return Math.pow(2, -sum / trees.size() / c(sampleSize));
  }

  static double c(int n) {
    if (n < 2) {
      return 0;
    }
    return n == 2 ? 1 : 2 * (Math.log(n - 1) + 0.5772156649) - 2 * (n - 1) / (double) n;
  }

  private static Node tree(List<double[]> rows, int height, int limit, Random random) {
    if (height >= limit || rows.size() <= 1) {
      return new External(rows.size());
    }
    int attribute = random.nextInt(rows.get(0).length);
    double min = rows.stream().mapToDouble(r -> r[attribute]).min().orElseThrow();
    double max = rows.stream().mapToDouble(r -> r[attribute]).max().orElseThrow();
    double value = min + random.nextDouble() * (max - min);
    List<double[]> left = rows.stream().filter(r -> r[attribute] < value).toList();
    List<double[]> right = rows.stream().filter(r -> r[attribute] >= value).toList();
    return new Internal(
        tree(left, height + 1, limit, random),
        tree(right, height + 1, limit, random),
        attribute,
        value);
  }

  private static double pathLength(double[] row, Node node, int length) {
    if (node instanceof Internal split) {
      boolean left = row[split.attribute()] < split.value();
      return pathLength(row, left ? split.left() : split.right(), length + 1);
    }
    return length + c(((External) node).size());
  }
}
