package io.tercet.core.detector.forest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ForestScorerTest {
  private final float[][] columns = Samples.gaussian(6, 3001, new SplittableRandom(7));
  private final IsolationForest forest =
      new IsolationForestTrainer(ForestOptions.defaults()).train(columns, 3001, 7);

  @Test
  void scoringAllocatesNothingPerCall() {
    ForestScorer scorer = forest.scorer();
    float[] scores = new float[3001];
    float[] row = new float[6];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    scorer.score(columns, 3001, scores);
    scorer.score(row);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 20; i++) {
      scorer.score(columns, 3001, scores);
      scorer.score(row);
    }
    // 60,020 rows: what is left is the measurement's own.
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1024);
  }

  @Test
  void aScoreDoesNotDependOnTheOrderOfRows() {
    float[][] reversed = new float[6][3001];
    for (int f = 0; f < 6; f++) {
      for (int i = 0; i < 3001; i++) {
        reversed[f][i] = columns[f][3000 - i];
      }
    }
    float[] forwards = new float[3001];
    float[] backwards = new float[3001];
    forest.scorer().score(columns, 3001, forwards);
    forest.scorer().score(reversed, 3001, backwards);
    for (int i = 0; i < 3001; i++) {
      assertThat(backwards[3000 - i]).isEqualTo(forwards[i]);
    }
  }

  @Test
  void rowsBeyondTheCountAreLeftAlone() {
    float[] scores = new float[3001];
    forest.scorer().score(columns, 100, scores);
    assertThat(scores[99]).isPositive();
    assertThat(scores[100]).isZero();
  }

  @Test
  void scorersOfSeveralThreadsDoNotDisturbEachOther() throws InterruptedException {
    float[] expected = new float[3001];
    forest.scorer().score(columns, 3001, expected);
    float[][] actual = new float[4][3001];
    Thread[] threads = new Thread[4];
    for (int t = 0; t < 4; t++) {
      float[] mine = actual[t];
      threads[t] = new Thread(() -> forest.scorer().score(columns, 3001, mine));
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (float[] scores : actual) {
      assertThat(scores).isEqualTo(expected);
    }
  }
}
