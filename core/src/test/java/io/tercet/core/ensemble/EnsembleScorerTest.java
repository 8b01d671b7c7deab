package io.tercet.core.ensemble;

import static io.tercet.core.ensemble.SampleEnsemble.BLOCK;
import static io.tercet.core.ensemble.SampleEnsemble.FEATURES;
import static io.tercet.core.ensemble.SampleEnsemble.MODEL;
import static io.tercet.core.ensemble.SampleEnsemble.OPTIONS;
import static io.tercet.core.ensemble.SampleEnsemble.ROWS;
import static io.tercet.core.ensemble.SampleEnsemble.TRAINED;
import static io.tercet.core.ensemble.SampleEnsemble.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.transaction.TransactionBlock;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class EnsembleScorerTest {
  private static final VerdictBlock EXPECTED = scored(MODEL);

  @Test
  void verdictsAreInRangeAndNeverNan() {
    for (int i = 0; i < EXPECTED.size; i++) {
      for (float risk :
          new float[] {
            EXPECTED.totalRisk[i],
            EXPECTED.statisticalRisk[i],
            EXPECTED.forestRisk[i],
            EXPECTED.autoencoderRisk[i]
          }) {
        assertThat(risk).isBetween(0f, 100f);
      }
      assertThat(EXPECTED.fusedScore[i]).isFinite().isPositive();
      assertThat(EXPECTED.sequence[i]).isEqualTo(TRAINED + i + 1);
      assertThat((int) EXPECTED.typology[i]).isBetween(0, MODEL.typologies().size() - 1);
      RiskLevel level = OPTIONS.thresholds().level(EXPECTED.totalRisk[i]);
      assertThat(EXPECTED.level[i]).isEqualTo(level.code());
      assertThat(EXPECTED.decision[i]).isEqualTo(Thresholds.decision(level).code());
    }
    assertThat(EXPECTED.size).isEqualTo(ROWS - TRAINED);
  }

  @Test
  void riskFallsWithTheFusedScoreBetweenTwoCurves() {
    for (int i = 1; i < RollingCalibration.REFRESH; i++) {
      boolean more = EXPECTED.fusedScore[i] > EXPECTED.fusedScore[i - 1];
      float rise = EXPECTED.totalRisk[i] - EXPECTED.totalRisk[i - 1];
      assertThat(more ? rise >= 0 : rise <= 0).as("row %d", i).isTrue();
    }
  }

  @Test
  void blocksOfAnyCutGiveTheBitsOfRowsOneByOne() {
    for (long seed = 1; seed <= 4; seed++) {
      requireSame(scoredInCuts(new SplittableRandom(seed)), "seed " + seed);
    }
  }

  @Test
  void twoThreadsWithAScorerEachGiveTheSameBits() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<VerdictBlock>> runs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        runs.add(threads.submit(() -> scored(MODEL)));
      }
      for (Future<VerdictBlock> run : runs) {
        requireSame(run.get(), "thread");
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aScorerGoesOnFromASavedCalibration() {
    int middle = TRAINED + 3_000;
    EnsembleScorer first = MODEL.scorer();
    VerdictBlock all = new VerdictBlock(ROWS - TRAINED);
    SampleEnsemble.append(SampleEnsemble.score(first, TRAINED, middle), all);
    EnsembleScorer second = MODEL.scorer(first.rolling());
    SampleEnsemble.append(SampleEnsemble.score(second, middle, ROWS), all);
    requireSame(all, "resumed");
  }

  @Test
  void scoringAgainstACurveChangesNothing() {
    EnsembleScorer scorer = MODEL.scorer();
    VerdictBlock verdicts = new VerdictBlock(1000);
    FeatureBlock features = slice(FEATURES, TRAINED, TRAINED + 1000);
    for (int i = 0; i < 3; i++) {
      scorer.scoreAgainst(scorer.curve(), features, verdicts);
      assertThat(Arrays.copyOf(verdicts.totalRisk, 1000))
          .isEqualTo(Arrays.copyOf(EXPECTED.totalRisk, 1000));
    }
    assertThat(scorer.untilRefresh()).isEqualTo(RollingCalibration.REFRESH);
  }

  @Test
  void nothingIsAllocatedButACurveAtEachRefresh() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    EnsembleScorer scorer = MODEL.scorer();
    VerdictBlock verdicts = new VerdictBlock(512);
    TransactionBlock transactions = slice(BLOCK, TRAINED, TRAINED + 512);
    FeatureBlock features = slice(FEATURES, TRAINED, TRAINED + 512);
    for (int i = 0; i < 40; i++) { // an even number: the next block meets no refresh
      scorer.score(transactions, features, verdicts);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    scorer.score(transactions, features, verdicts);
    long quiet = threads.getCurrentThreadAllocatedBytes();
    scorer.score(transactions, features, verdicts);
    long refreshed = threads.getCurrentThreadAllocatedBytes();
    // A few iterators a block, however many rows it has.
    assertThat(quiet - before).as("bytes for 512 rows").isLessThan(2_000);
    assertThat(refreshed - quiet).as("bytes of a refresh").isLessThan(20_000);
  }

  @Test
  void featuresThatAreNotFiniteAreScored() {
    for (float value : new float[] {Float.NaN, 1 / 0f, -1 / 0f, Float.MAX_VALUE, -1e38f, 0}) {
      FeatureBlock features = slice(FEATURES, TRAINED, TRAINED + 1);
      for (float[] column : features.columns) {
        column[0] = value;
      }
      EnsembleScorer scorer = MODEL.scorer();
      VerdictBlock verdicts = new VerdictBlock(1);
      scorer.scoreAgainst(scorer.curve(), features, verdicts);
      assertThat(verdicts.totalRisk[0]).as("all %s", value).isBetween(0f, 100f);
      assertThat(verdicts.fusedScore[0]).as("all %s", value).isFinite();
    }
  }

  @Test
  void blocksThatDoNotFitAreRefused() {
    EnsembleScorer scorer = MODEL.scorer();
    FeatureBlock big = slice(FEATURES, 0, EnsembleScorer.BLOCK + 1);
    assertThatThrownBy(() -> scorer.scoreAgainst(scorer.curve(), big, new VerdictBlock(2000)))
        .hasMessageContaining("1025");
    FeatureBlock ten = slice(FEATURES, 0, 10);
    assertThatThrownBy(() -> scorer.score(slice(BLOCK, 0, 10), ten, new VerdictBlock(9)))
        .hasMessageContaining("9");
    assertThatThrownBy(() -> scorer.score(slice(BLOCK, 0, 9), ten, new VerdictBlock(10)))
        .hasMessageContaining("10 rows");
  }

  @Test
  void anEmptyBlockGivesNoVerdict() {
    EnsembleScorer scorer = MODEL.scorer();
    VerdictBlock verdicts = new VerdictBlock(1);
    verdicts.size = 1;
    scorer.score(slice(BLOCK, 0, 0), slice(FEATURES, 0, 0), verdicts);
    assertThat(verdicts.size).isZero();
    assertThat(scorer.untilRefresh()).isEqualTo(RollingCalibration.REFRESH);
  }

  private static VerdictBlock scored(EnsembleModel model) {
    return SampleEnsemble.score(model.scorer(), TRAINED, ROWS);
  }

  /** One by one over more than one curve, then in blocks of any size. */
  private static VerdictBlock scoredInCuts(SplittableRandom random) {
    EnsembleScorer scorer = MODEL.scorer();
    VerdictBlock all = new VerdictBlock(ROWS - TRAINED);
    VerdictBlock verdicts = new VerdictBlock(EnsembleScorer.BLOCK);
    for (int at = TRAINED; at < ROWS; ) {
      int most = at < TRAINED + 1100 ? 1 : EnsembleScorer.BLOCK;
      int to = Math.min(ROWS, at + 1 + random.nextInt(most));
      scorer.score(slice(BLOCK, at, to), slice(FEATURES, at, to), verdicts);
      SampleEnsemble.append(verdicts, all);
      at = to;
    }
    return all;
  }

  private static void requireSame(VerdictBlock actual, String description) {
    SampleEnsemble.requireSame(actual, EXPECTED, description);
  }
}
