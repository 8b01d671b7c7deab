package io.tercet.core.detector.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TailTableTest {
  private static final float NAN = Float.NaN;

  @Test
  void aConstantFeatureSaysHalf() {
    for (float constant : new float[] {0, -3, 1e-20f, 1e9f, -1e30f}) {
      float[] values = new float[1000];
      Arrays.fill(values, constant);
      TailTable table = TailTable.fit(values, 1000);
      assertThat(table.tail(constant, true)).isCloseTo(0.5, within(1e-6));
      assertThat(table.tail(constant, false)).isCloseTo(0.5, within(1e-6));
      assertThat(table.median()).isEqualTo(constant);
    }
  }

  @Test
  void withoutValuesEverythingSaysHalf() {
    for (TailTable table : new TailTable[] {fit(), fit(NAN, NAN)}) {
      for (float value : new float[] {0, 1e30f, Float.NEGATIVE_INFINITY, NAN}) {
        assertThat(table.tail(value, true)).isCloseTo(0.5, within(1e-7));
        assertThat(table.tail(value, false)).isCloseTo(0.5, within(1e-7));
      }
      assertThat(table.median()).isNaN();
    }
  }

  @Test
  void nanSaysHalfAndIsLeftOut() {
    TailTable table = fit(NAN, 1, 2, NAN, 3, NAN);
    assertThat(table.tail(NAN, true)).isEqualTo(0.5);
    assertThat(table.tail(2, true)).isCloseTo(0.5, within(1e-7));
    assertThat(table.tail(3, true)).isCloseTo(1 / 4.0, within(1e-7));
    assertThat(table.median()).isEqualTo(2);
  }

  @Test
  void oneValueIsHalfAndAllOthersAQuarter() {
    TailTable table = fit(7);
    assertThat(table.tail(7, true)).isCloseTo(0.5, within(1e-7));
    assertThat(table.tail(8, true)).isCloseTo(0.25, within(1e-7));
    assertThat(table.tail(6, false)).isCloseTo(0.25, within(1e-7));
    assertThat(table.tail(6, true)).isCloseTo(0.75, within(1e-7));
  }

  @Test
  void beyondTheRangeIsHalfARow() {
    TailTable table = TailTable.fit(ramp(999), 999);
    for (float value : new float[] {2000, 1e38f, Float.POSITIVE_INFINITY}) {
      assertThat(table.tail(value, true)).isCloseTo(0.5 / 1000, within(1e-9));
      assertThat(table.tail(-value, false)).isCloseTo(0.5 / 1000, within(1e-9));
    }
  }

  @Test
  void infiniteValuesCountAsTheEndsOfTheRange() {
    TailTable table = fit(Float.NEGATIVE_INFINITY, 1, 2, 3, Float.POSITIVE_INFINITY);
    assertThat(table.median()).isFinite();
    double above = table.tail(Float.POSITIVE_INFINITY, true);
    assertThat(above).isBetween(0.1, 0.2);
    assertThat(table.tail(Float.NEGATIVE_INFINITY, false)).isBetween(0.1, 0.2);
    assertThat(table.tail(2, true)).isGreaterThan(above);
  }

  @Test
  void aBlockSaysWhatSingleValuesSayAndNanIsNeutral() {
    float[] values = ramp(500);
    TailTable table = TailTable.fit(values, 500);
    float[] asked = {-5, 0, 3.5f, 250, 499, 1e9f, NAN};
    float[] toward = new float[7];
    float[] away = new float[7];
    int[] places = new int[7];
    for (boolean high : new boolean[] {true, false}) {
      table.place(asked, 7, places);
      TailKernels.read(table.surprise(high), places, toward, 7);
      TailKernels.read(table.surprise(!high), places, away, 7);
      for (int i = 0; i < 7; i++) {
        assertThat(toward[i]).isCloseTo(minusLn(table.tail(asked[i], high)), within(1e-5f));
        assertThat(away[i]).isCloseTo(minusLn(table.tail(asked[i], !high)), within(1e-5f));
      }
    }
  }

  @Test
  void theMedianIsAValueThatWasSeen() {
    SplittableRandom random = new SplittableRandom(3);
    float[] values = new float[1001];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.log1p(random.nextInt(40));
    }
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    assertThat(TailTable.fit(values, 1001).median()).isEqualTo(sorted[500]);
  }

  @Test
  void aTableReadBackSaysTheSame() throws ModelFormatException {
    TailTable table = TailTable.fit(ramp(777), 777);
    Tensors tensors = new Tensors();
    table.writeTo(tensors, "t.");
    fit().writeTo(tensors, "none.");
    TailTable read = TailTable.readFrom(tensors, "t.");
    for (float value = -2; value < 800; value += 0.37f) {
      assertThat(read.tail(value, true)).isEqualTo(table.tail(value, true));
    }
    assertThat(read.median()).isEqualTo(table.median());
    assertThat(TailTable.readFrom(tensors, "none.").median()).isNaN();
  }

  @Test
  void whatIsNoTableIsRefused() {
    int[] counts = {0, 3, 0};
    refused(new float[] {0, 1}, counts);
    refused(new float[] {NAN, 1, 0}, counts);
    refused(new float[] {0, 0, 0}, counts);
    refused(new float[] {0, -1, 0}, counts);
    refused(new float[] {0, Float.POSITIVE_INFINITY, 0}, counts);
    refused(new float[] {0, 1, Float.NEGATIVE_INFINITY}, counts);
    refused(new float[] {0, 1, 0}, new int[0]);
    refused(new float[] {0, 1, 0}, new int[4097]);
    refused(new float[] {0, 1, 0}, new int[] {1, -1});
  }

  private static void refused(float[] range, int[] counts) {
    Tensors tensors = new Tensors().put("t.range", range).put("t.counts", counts);
    assertThatThrownBy(() -> TailTable.readFrom(tensors, "t."))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("t.");
  }

  private static TailTable fit(float... values) {
    return TailTable.fit(values, values.length);
  }

  private static float[] ramp(int rows) {
    float[] values = new float[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = i;
    }
    return values;
  }

  private static float minusLn(double p) {
    return (float) -Math.log(p);
  }
}
