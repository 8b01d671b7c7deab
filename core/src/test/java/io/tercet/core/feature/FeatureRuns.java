package io.tercet.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.transaction.TransactionBlock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Ways to send a stream through an engine. */
final class FeatureRuns {
  private FeatureRuns() {}

  /** Features of a stream, {@code [row][feature]}, then what else a block holds. */
  static float[][] batch(FeatureEngine engine, TransactionBlock rows) {
    FeatureBlock block = new FeatureBlock(Math.max(1, rows.size));
    engine.process(rows, block);
    return rows(block);
  }

  static float[][] cut(FeatureEngine engine, TransactionBlock rows, SplittableRandom random) {
    float[][] all = new float[rows.size][];
    for (int from = 0; from < rows.size; ) {
      int count = Math.min(rows.size - from, 1 + random.nextInt(200));
      float[][] some = batch(engine, Streams.slice(rows, from, from + count));
      System.arraycopy(some, 0, all, from, count);
      from += count;
    }
    return all;
  }

  static float[][] oneByOne(FeatureEngine engine, TransactionBlock rows) {
    TransactionBlock one = new TransactionBlock(1);
    FeatureBlock block = new FeatureBlock(1);
    float[][] all = new float[rows.size][];
    for (int i = 0; i < rows.size; i++) {
      one.size = 0;
      one.add(rows, i);
      engine.process(one, block);
      all[i] = rows(block)[0];
    }
    return all;
  }

  /** What the engine would emit for the only row. */
  static float[] preview(FeatureEngine engine, TransactionBlock row) {
    FeatureBlock block = new FeatureBlock(1);
    engine.preview(row, block);
    return rows(block)[0];
  }

  static byte[] snapshot(FeatureEngine engine) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    engine.save(bytes);
    return bytes.toByteArray();
  }

  static FeatureEngine restore(byte[] snapshot) {
    return FeatureEngine.restore(Streams.OPTIONS, new ByteArrayInputStream(snapshot));
  }

  static float[][] rows(FeatureBlock block) {
    int features = Feature.count();
    float[][] rows = new float[block.size][features + 5];
    for (int i = 0; i < block.size; i++) {
      for (int f = 0; f < features; f++) {
        rows[i][f] = block.columns[f][i];
      }
      rows[i][features] = (float) block.usualAmount[i];
      rows[i][features + 1] = block.usualAmountFeature[i];
      rows[i][features + 2] = block.amountToMean[i];
      rows[i][features + 3] = block.customerCount[i];
      rows[i][features + 4] = block.hour[i];
    }
    return rows;
  }

  static void assertSame(float[][] actual, float[][] expected, int rows, String what) {
    for (int i = 0; i < rows; i++) {
      if (!Arrays.equals(actual[i], expected[i])) { // by bits: NaN is NaN, 0 is not −0
        int f = Arrays.mismatch(actual[i], expected[i]);
        String name = f < Feature.count() ? Feature.all().get(f).id() : "extra " + f;
        assertThat(actual[i][f]).as("%s, row %d, %s", what, i, name).isEqualTo(expected[i][f]);
      }
    }
  }
}
