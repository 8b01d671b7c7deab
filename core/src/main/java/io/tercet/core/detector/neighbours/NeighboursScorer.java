package io.tercet.core.detector.neighbours;

import io.tercet.core.detector.Detector;
import java.util.Arrays;

/** Scores tile by tile, so that a tile's columns stay in the core's cache. */
final class NeighboursScorer implements Detector.Scorer {
  private static final int TILE = 256;

  private final Neighbours model;
  private final float[][] scaled;
  private final float[][] nearest;
  private final float[] a = new float[TILE];
  private final float[] b = new float[TILE];

  NeighboursScorer(Neighbours model) {
    this.model = model;
    scaled = new float[model.inputs()][TILE];
    nearest = new float[model.neighbours()][TILE];
  }

  @Override
  public void score(float[][] columns, int rows, float[] scores) {
    for (int from = 0; from < rows; from += TILE) {
      scoreTile(columns, from, Math.min(TILE, rows - from), scores);
    }
  }

  private void scoreTile(float[][] columns, int from, int rows, float[] scores) {
    Scaling scaling = model.scaling();
    for (int f = 0; f < scaled.length; f++) {
      Tiles.scale(columns[f], from, scaling.median()[f], scaling.inverse()[f], rows, scaled[f]);
    }
    Arrays.fill(scores, from, from + rows, 0);
    for (int m = 0; m < model.members(); m++) {
      findNearest(model.references()[m], rows);
      float[] farthest = nearest[nearest.length - 1];
      Tiles.addDistance(farthest, model.factors()[m], rows, scores, from);
    }
    for (int i = from; i < from + rows; i++) {
      scores[i] = Neighbours.finite(scores[i]);
    }
  }

  private void findNearest(float[][] references, int rows) {
    for (float[] one : nearest) {
      Arrays.fill(one, 0, rows, Float.POSITIVE_INFINITY);
    }
    int j = 0;
    for (; j + 2 <= references.length; j += 2) {
      measure(references[j], references[j + 1], rows);
      insert(a, rows);
      insert(b, rows);
    }
    if (j < references.length) {
      measure(references[j], references[j], rows);
      insert(a, rows);
    }
  }

  /** Squared distances to two references. */
  private void measure(float[] p, float[] q, int rows) {
    Arrays.fill(a, 0, rows, 0);
    Arrays.fill(b, 0, rows, 0);
    int f = 0;
    for (; f + 2 <= scaled.length; f += 2) {
      float[] x = scaled[f];
      Tiles.addSquares(x, scaled[f + 1], p[f], p[f + 1], q[f], q[f + 1], rows, a, b);
    }
    if (f < scaled.length) {
      Tiles.addSquares(scaled[f], p[f], rows, a);
      Tiles.addSquares(scaled[f], q[f], rows, b);
    }
  }

  private void insert(float[] squares, int rows) {
    float[][] n = nearest;
    int i = 0;
    for (; i + 5 <= n.length; i += 5) {
      Tiles.insert(squares, n[i], n[i + 1], n[i + 2], n[i + 3], n[i + 4], rows);
    }
    for (; i < n.length; i++) {
      Tiles.insert(squares, n[i], rows);
    }
  }
}
