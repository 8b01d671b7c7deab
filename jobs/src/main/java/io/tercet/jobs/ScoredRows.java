package io.tercet.jobs;

import io.tercet.store.ScoreBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores and labels of many transactions as growing columns, in time order. */
final class ScoredRows {
  static final int STATISTICAL = 0;
  static final int FOREST = 1;
  static final int AUTOENCODER = 2;
  static final int TOTAL = 3;

  private int size;
  private long[] timestamp = new long[1024];
  private long[] customer = new long[1024];
  private double[] amount = new double[1024];
  private boolean[] fraud = new boolean[1024];
  private byte[] level = new byte[1024];
  private final float[][] risk = new float[4][1024];
  private final List<@Nullable String> typology = new ArrayList<>();

  void add(ScoreBlock block, int i, boolean isFraud, @Nullable String itsTypology) {
    if (size == timestamp.length) {
      grow();
    }
    timestamp[size] = block.timestamp[i];
    customer[size] = block.customer[i];
    amount[size] = block.amount[i];
    fraud[size] = isFraud;
    level[size] = block.level[i];
    risk[STATISTICAL][size] = block.statisticalRisk[i];
    risk[FOREST][size] = block.forestRisk[i];
    risk[AUTOENCODER][size] = block.autoencoderRisk[i];
    risk[TOTAL][size] = block.totalRisk[i];
    typology.add(itsTypology);
    size++;
  }

  private void grow() {
    int capacity = size * 2;
    timestamp = Arrays.copyOf(timestamp, capacity);
    customer = Arrays.copyOf(customer, capacity);
    amount = Arrays.copyOf(amount, capacity);
    fraud = Arrays.copyOf(fraud, capacity);
    level = Arrays.copyOf(level, capacity);
    for (int layer = 0; layer < risk.length; layer++) {
      risk[layer] = Arrays.copyOf(risk[layer], capacity);
    }
  }

  int size() {
    return size;
  }

  long timestamp(int row) {
    return timestamp[row];
  }

  long customer(int row) {
    return customer[row];
  }

  double amount(int row) {
    return amount[row];
  }

  boolean isFraud(int row) {
    return fraud[row];
  }

  /** {@link io.tercet.core.ensemble.RiskLevel#code()}. */
  byte level(int row) {
    return level[row];
  }

  float risk(int layer, int row) {
    return risk[layer][row];
  }

  @Nullable String typology(int row) {
    return typology.get(row);
  }

  float[] risks(int layer, int from, int to) {
    return Arrays.copyOfRange(risk[layer], from, to);
  }

  boolean[] frauds(int from, int to) {
    return Arrays.copyOfRange(fraud, from, to);
  }
}
