package io.tercet.core.detector.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The block form, the one-row form and the definition give the same bits. */
class AutoencoderReferenceTest {
  private static final int ROWS = 1_100;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 10, 21, 45, 64, 100, 200})
  void blockRowAndDefinitionAgreeBitForBit(int inputs) {
    SplittableRandom random = new SplittableRandom(inputs);
    int[] sizes = {inputs, 1 + random.nextInt(20), 1 + random.nextInt(9), inputs};
    Network network = Network.random(sizes, new SplitMix64(inputs));
    float[][] columns = Manifold.off(inputs, ROWS, inputs);
    columns[0][3] = 1e30f;
    Autoencoder model =
        new Autoencoder(network, RobustScaling.fit(columns, ROWS, new SplitMix64(1)));

    float[] block = Manifold.scores(model, columns, ROWS);
    for (int r = 0; r < ROWS; r++) {
      float[] row = Manifold.row(columns, r);
      float[] alone = Manifold.scores(model, columns(row), 1);
      assertThat(alone[0]).as("row %d alone", r).isEqualTo(block[r]);
      assertThat(model.referenceScore(row)).as("row %d by definition", r).isEqualTo(block[r]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 10, 16, 31, 33, 100, 511, 512, 513, 520, 521, 1_024})
  void theNumberOfRowsDoesNotMatter(int rows) {
    float[][] columns = Manifold.on(45, ROWS, 5);
    Network network = Network.random(new int[] {45, 16, 8, 16, 45}, new SplitMix64(3));
    Autoencoder model =
        new Autoencoder(network, RobustScaling.fit(columns, ROWS, new SplitMix64(1)));

    float[] all = Manifold.scores(model, columns, ROWS);
    assertThat(Manifold.scores(model, columns, rows)).isEqualTo(Arrays.copyOf(all, rows));
  }

  /** Many rows at once: what the compiler makes of the loops, not only what they say. */
  @Test
  void aMillionRowsGetTheBitsOfTheDefinition() {
    int chunk = 1 << 16;
    Network network = Network.random(new int[] {45, 16, 8, 16, 45}, new SplitMix64(3));
    float[][] columns = Manifold.on(45, chunk, 6);
    RobustScaling scaling = RobustScaling.fit(columns, chunk, new SplitMix64(1));
    Autoencoder model = new Autoencoder(network, scaling);
    SplittableRandom random = new SplittableRandom(8);
    float[] row = new float[45];
    for (int from = 0; from < 1_000_000; from += chunk) {
      for (float[] column : columns) {
        for (int r = 0; r < chunk; r++) {
          column[r] = (random.nextFloat() - 0.5f) * 40;
        }
      }
      float[] scores = Manifold.scores(model, columns, chunk);
      for (int r = 0; r < chunk; r++) {
        for (int f = 0; f < row.length; f++) {
          row[f] = columns[f][r];
        }
        float expected = model.referenceScore(row);
        if (Float.floatToRawIntBits(scores[r]) != Float.floatToRawIntBits(expected)) {
          assertThat(scores[r]).as("row %d", from + r).isEqualTo(expected);
        }
      }
    }
  }

  private static float[][] columns(float[] row) {
    float[][] columns = new float[row.length][1];
    for (int f = 0; f < row.length; f++) {
      columns[f][0] = row[f];
    }
    return columns;
  }
}
