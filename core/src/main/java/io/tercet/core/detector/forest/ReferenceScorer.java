package io.tercet.core.detector.forest;

import io.tercet.core.detector.Detector;

/** The plain form: walks nodes with float thresholds. The other forms must give its bits. */
final class ReferenceScorer implements Detector.Scorer {
  private final IsolationForest forest;

  ReferenceScorer(IsolationForest forest) {
    this.forest = forest;
  }

  @Override
  public void score(float[][] columns, int rows, float[] scores) {
    for (int i = 0; i < rows; i++) {
      scores[i] = forest.scoreOf(sum(columns, i));
    }
  }

  private int sum(float[][] columns, int row) {
    Trees trees = forest.trees();
    int sum = 0;
    for (int k = 0; k < trees.count(); k++) {
      sum += trees.path(leaf(trees, trees.root()[k], columns, row));
    }
    return sum;
  }

  private int leaf(Trees trees, int root, float[][] columns, int row) {
    int node = root;
    while (!trees.isLeaf(node)) {
      int f = trees.feature()[node];
      float offset = columns[f][row] - forest.centre(f);
      node = offset >= trees.threshold()[node] ? trees.right()[node] : node + 1;
    }
    return node;
  }
}
