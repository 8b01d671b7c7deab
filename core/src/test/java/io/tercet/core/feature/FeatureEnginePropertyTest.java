package io.tercet.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.transaction.TransactionBlock;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FeatureEnginePropertyTest {
  private static final int STREAMS = 1_000;

  private static final Set<Feature> MAY_BE_UNKNOWN =
      EnumSet.of(
          Feature.SENDER_AGE,
          Feature.RECEIVER_AGE,
          Feature.PAIR_COUNT,
          Feature.PAIR_BACK,
          Feature.RECEIVER_PAYER_NONCE,
          Feature.NEWCOMER_SHARE_R,
          Feature.NEWCOMER_SHARE_S,
          Feature.PAYERS_1H,
          Feature.PAYERS_24H,
          Feature.RECEIVED_1H,
          Feature.RECEIVED_24H,
          Feature.RECEIVED_24H_S,
          Feature.ACTIVITY_RATE_R,
          Feature.ACTIVITY_RATE_S,
          Feature.RECEIPT_GAP_R,
          Feature.RECEIPT_GAP_S,
          Feature.SIGNIFICANT_DIGITS,
          Feature.SENDER_BALANCE_RATIO,
          Feature.SENDER_FAN_OUT,
          Feature.RECEIVERS_24H,
          Feature.FLOW_7D_R,
          Feature.DWELL,
          Feature.DRAIN,
          Feature.OUT_AGAINST_LAST_IN,
          Feature.AMOUNT_AGAINST_MAX,
          Feature.FEE_AGAINST_MARKET,
          Feature.SAME_AMOUNT,
          Feature.GAP,
          Feature.GAP_DEVIATION);

  @Test
  void batchOneByOneRestoredAndShuffledThenSortedGiveTheSameBits() {
    for (long seed = 0; seed < STREAMS; seed++) {
      SplittableRandom random = new SplittableRandom(~seed);
      TransactionBlock rows = Streams.sorted(seed, 1 + random.nextInt(300));
      FeatureEngine batchEngine = new FeatureEngine(Streams.OPTIONS);
      float[][] batch = FeatureRuns.batch(batchEngine, rows);
      TransactionBlock again = Streams.sort(Streams.shuffle(rows, seed));

      assertSame(batchEngine, batch, again, random, "sorted stream, seed " + seed);
    }
  }

  @Test
  void lateRowsGiveTheSameBitsHoweverTheyAreCut() {
    for (long seed = 0; seed < STREAMS / 4; seed++) {
      SplittableRandom random = new SplittableRandom(~seed);
      TransactionBlock rows = Streams.unsorted(seed, 1 + random.nextInt(300));
      FeatureEngine batchEngine = new FeatureEngine(Streams.OPTIONS);
      float[][] batch = FeatureRuns.batch(batchEngine, rows);

      assertSame(batchEngine, batch, rows, random, "stream with late rows, seed " + seed);
    }
  }

  @Test
  void aPreviewGivesWhatTheTransactionWillGetAndChangesNothing() {
    for (long seed = 0; seed < STREAMS / 10; seed++) {
      String what = "stream with previews, seed " + seed;
      TransactionBlock rows = Streams.unsorted(seed, 100);
      FeatureEngine undisturbed = new FeatureEngine(Streams.OPTIONS);
      float[][] expected = FeatureRuns.batch(undisturbed, rows);
      FeatureEngine engine = new FeatureEngine(Streams.OPTIONS);
      float[][] previews = new float[rows.size][];
      float[][] processed = new float[rows.size][];
      for (int i = 0; i < rows.size; i++) {
        TransactionBlock row = Streams.slice(rows, i, i + 1);
        FeatureRuns.preview(engine, Streams.slice(rows, rows.size - 1 - i, rows.size - i));
        previews[i] = FeatureRuns.preview(engine, row);
        processed[i] = FeatureRuns.batch(engine, row)[0];
      }
      FeatureRuns.assertSame(previews, expected, rows.size, what);
      FeatureRuns.assertSame(processed, expected, rows.size, what);
      assertThat(FeatureRuns.snapshot(engine))
          .as(what)
          .isEqualTo(FeatureRuns.snapshot(undisturbed));
    }
  }

  private static void assertSame(
      FeatureEngine batchEngine,
      float[][] batch,
      TransactionBlock rows,
      SplittableRandom random,
      String what) {
    FeatureEngine single = new FeatureEngine(Streams.OPTIONS);
    FeatureRuns.assertSame(FeatureRuns.oneByOne(single, rows), batch, rows.size, what);
    assertThat(FeatureRuns.snapshot(single)).as(what).isEqualTo(FeatureRuns.snapshot(batchEngine));
    assertThat(single.seen()).as(what).isEqualTo(rows.size);

    int middle = random.nextInt(rows.size + 1);
    FeatureEngine first = new FeatureEngine(Streams.OPTIONS);
    float[][] before = FeatureRuns.cut(first, Streams.slice(rows, 0, middle), random);
    FeatureEngine restored = FeatureRuns.restore(FeatureRuns.snapshot(first));
    float[][] after = FeatureRuns.cut(restored, Streams.slice(rows, middle, rows.size), random);
    float[][] both = new float[rows.size][];
    System.arraycopy(before, 0, both, 0, middle);
    System.arraycopy(after, 0, both, middle, rows.size - middle);
    FeatureRuns.assertSame(both, batch, rows.size, what + ", restored at " + middle);
    assertThat(FeatureRuns.snapshot(restored))
        .as(what)
        .isEqualTo(FeatureRuns.snapshot(batchEngine));
  }

  @Test
  void noFeatureChangesWhenALaterTransactionIsAddedRemovedOrAltered() {
    for (long seed = 0; seed < STREAMS; seed++) {
      SplittableRandom random = new SplittableRandom(seed + 7);
      TransactionBlock rows = Streams.unsorted(seed, 2 + random.nextInt(150));
      int kept = 1 + random.nextInt(rows.size - 1);
      float[][] original = FeatureRuns.batch(new FeatureEngine(Streams.OPTIONS), rows);
      TransactionBlock other = otherAfter(rows, kept, random);

      float[][] altered = FeatureRuns.batch(new FeatureEngine(Streams.OPTIONS), other);
      FeatureRuns.assertSame(altered, original, kept, "seed %d, kept %d".formatted(seed, kept));
    }
  }

  /** The first {@code kept} rows, then others: some removed, some altered, some added. */
  private static TransactionBlock otherAfter(
      TransactionBlock rows, int kept, SplittableRandom random) {
    TransactionBlock other = new TransactionBlock(2 * rows.size);
    for (int i = 0; i < kept; i++) {
      other.add(rows, i);
    }
    for (int i = kept; i < rows.size; i++) {
      if (random.nextInt(3) == 0) {
        other.add(rows, random.nextInt(rows.size));
      }
      if (random.nextInt(3) > 0) {
        other.add(rows, i);
        other.amount[other.size - 1] *= random.nextDouble();
        other.id[other.size - 1] += random.nextInt(2);
      }
    }
    return other;
  }

  @Test
  void valuesAreFiniteOrUnknownWhereTheyMayBe() {
    for (long seed = 0; seed < 500; seed++) {
      TransactionBlock rows = Streams.hostile(seed, 200);
      float[][] features = FeatureRuns.batch(new FeatureEngine(Streams.OPTIONS), rows);
      for (int i = 0; i < rows.size; i++) {
        for (Feature feature : Feature.values()) {
          requirePlausible(features[i][feature.ordinal()], feature, "seed " + seed + " row " + i);
        }
        requireFinite(features[i], seed, i);
      }
    }
  }

  private static void requirePlausible(float value, Feature feature, String where) {
    if (Float.isNaN(value)) {
      if (!MAY_BE_UNKNOWN.contains(feature)) {
        throw new AssertionError("%s: %s is NaN".formatted(where, feature.id()));
      }
      return;
    }
    boolean plausible =
        switch (feature.unit()) {
          case LN_SECONDS, LN_COUNT, LN_PER_DAY -> value >= 0 && value < 44;
          case LN_AMOUNT -> value >= 0 && value < 60;
          case LN_RATIO -> Math.abs(value) < 100;
          case LN_SHARE -> value <= 0 && value >= -30;
          case SHARE -> value >= 0 && value <= 1;
          case DEVIATIONS -> Math.abs(value) < 4_000;
          case DIGITS -> value >= 1 && value <= 12 && value == Math.rint(value);
          case FLAG -> value == 0 || value == 1;
          case CYCLE -> Math.abs(value) <= 1;
        };
    if (!plausible) {
      throw new AssertionError("%s: %s is %s".formatted(where, feature.id(), value));
    }
  }

  private static void requireFinite(float[] row, long seed, int i) {
    int n = Feature.count();
    assertThat(Float.isInfinite(row[n + 2])).as("mean, seed %d, row %d", seed, i).isFalse();
    assertThat(Float.isFinite(row[n + 1])).as("usual, seed %d, row %d", seed, i).isTrue();
  }

  @Test
  void whatDoesNotApplyIsUnknown() {
    for (long seed = 0; seed < 100; seed++) {
      TransactionBlock rows = Streams.ordinary(seed, 100);
      float[][] features = FeatureRuns.batch(new FeatureEngine(Streams.OPTIONS), rows);
      for (int i = 0; i < rows.size; i++) {
        boolean sender = rows.sender[i] != 0;
        boolean receiver = rows.receiver[i] != 0;
        String where = "seed %d, row %d".formatted(seed, i);
        assertKnown(features[i], Feature.SENDER_AGE, sender, where);
        assertKnown(features[i], Feature.SENDER_FAN_OUT, sender, where);
        assertKnown(features[i], Feature.RECEIVER_AGE, receiver, where);
        assertKnown(features[i], Feature.PAYERS_24H, receiver, where);
        assertKnown(features[i], Feature.PAIR_COUNT, sender && receiver, where);
        assertKnown(features[i], Feature.SIGNIFICANT_DIGITS, rows.amount[i] > 0, where);
        assertKnown(features[i], Feature.DWELL, rows.type[i] != 0, where);
      }
    }
  }

  private static void assertKnown(float[] row, Feature feature, boolean known, String where) {
    if (Float.isNaN(row[feature.ordinal()]) == known) {
      throw new AssertionError(
          "%s: %s is %s".formatted(where, feature.id(), row[feature.ordinal()]));
    }
  }
}
