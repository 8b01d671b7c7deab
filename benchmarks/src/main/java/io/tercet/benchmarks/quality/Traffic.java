package io.tercet.benchmarks.quality;

import io.tercet.core.feature.Feature;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.feature.FeatureEngine;
import io.tercet.core.feature.FeatureOptions;
import io.tercet.core.transaction.TransactionBlock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Labelled transactions in the order that production scores them, with their features, which are
 * computed once: each from all that came before it.
 */
final class Traffic {
  /** The rows, ordered by event time and key of the id. */
  final TransactionBlock transactions;

  /** Features of the same rows. */
  final FeatureBlock features;

  /** The truth. */
  final boolean[] fraud;

  /** Scenario or typology; empty if none. */
  final String[] kind;

  private Traffic(
      TransactionBlock transactions, FeatureBlock features, boolean[] fraud, String[] kind) {
    this.transactions = transactions;
    this.features = features;
    this.fraud = fraud;
    this.kind = kind;
  }

  /** Orders at least one transaction and computes the features. */
  static Traffic of(List<LabelledTransaction> labelled, FeatureOptions options) {
    int rows = labelled.size();
    TransactionBlock unordered = new TransactionBlock(rows);
    labelled.forEach(one -> unordered.add(one.transaction(), 0));
    TransactionBlock ordered = new TransactionBlock(rows);
    boolean[] fraud = new boolean[rows];
    String[] kind = new String[rows];
    for (int from : order(unordered)) {
      fraud[ordered.size] = labelled.get(from).fraud();
      kind[ordered.size] = labelled.get(from).kind();
      ordered.add(unordered, from);
    }
    FeatureBlock features = new FeatureBlock(rows);
    new FeatureEngine(options).process(ordered, features);
    return new Traffic(ordered, features, fraud, kind);
  }

  private static int[] order(TransactionBlock block) {
    Integer[] order = new Integer[block.size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        Comparator.<Integer>comparingLong(i -> block.timestamp[i])
            .thenComparingLong(i -> block.id[i]));
    return Arrays.stream(order).mapToInt(i -> i).toArray();
  }

  /** How many rows there are. */
  int rows() {
    return fraud.length;
  }

  /** All rows. */
  Span all() {
    return new Span(0, rows());
  }

  /** The rows of event times {@code [from, to)}. */
  Span between(Instant from, Instant to) {
    return new Span(firstAt(micros(from)), firstAt(micros(to)));
  }

  /** The first row at or after a time; the number of rows if there is none. */
  int firstAt(long timestampMicros) {
    int row = Arrays.binarySearch(transactions.timestamp, 0, rows(), timestampMicros);
    row = row < 0 ? -row - 1 : row;
    while (row > 0 && transactions.timestamp[row - 1] >= timestampMicros) {
      row--;
    }
    return row;
  }

  /** The truth of some rows. */
  boolean[] fraud(Span span) {
    return Arrays.copyOfRange(fraud, span.from(), span.to());
  }

  /** The same with the features chosen taken away: they are unknown everywhere. */
  Traffic without(Predicate<Feature> gone) {
    FeatureBlock fewer = new FeatureBlock(rows());
    fewer.size = features.size;
    System.arraycopy(features.usualAmount, 0, fewer.usualAmount, 0, rows());
    System.arraycopy(features.usualAmountFeature, 0, fewer.usualAmountFeature, 0, rows());
    System.arraycopy(features.customerCount, 0, fewer.customerCount, 0, rows());
    System.arraycopy(features.hour, 0, fewer.hour, 0, rows());
    System.arraycopy(features.amountToMean, 0, fewer.amountToMean, 0, rows());
    for (Feature feature : Feature.all()) {
      float[] column = features.columns[feature.ordinal()];
      fewer.columns[feature.ordinal()] = gone.test(feature) ? unknown() : column;
    }
    return new Traffic(transactions, fewer, fraud, kind);
  }

  private float[] unknown() {
    float[] column = new float[rows()];
    Arrays.fill(column, Float.NaN);
    return column;
  }

  private static long micros(Instant time) {
    return Math.multiplyExact(time.getEpochSecond(), 1_000_000L);
  }
}
