package io.tercet.benchmarks;

import io.tercet.core.detector.Detector;
import io.tercet.core.detector.forest.ForestOptions;
import io.tercet.core.detector.forest.ForestScorer;
import io.tercet.core.detector.forest.IsolationForest;
import io.tercet.core.detector.forest.IsolationForestTrainer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The isolation forest, 100 trees of 256 rows: a row scored in a block, alone and by the plain
 * form, in nanoseconds a row; training on a million rows, in milliseconds a forest.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ForestBenchmark {
  private static final int ROWS = 1 << 14;
  private static final int TRAINING_ROWS = 1_000_000;

  /** Columns a row. */
  @Param({"30", "45"})
  public int inputs;

  private float[][] training = {};
  private float[][] columns = {};
  private float[][] rows = {};
  private float[] scores = {};
  private final IsolationForestTrainer trainer =
      new IsolationForestTrainer(ForestOptions.defaults());

  @SuppressWarnings("NullAway.Init") // set in prepare()
  private ForestScorer scorer;

  @SuppressWarnings("NullAway.Init") // set in prepare()
  private Detector.Scorer reference;

  /** Draws exponential values, as tail probabilities on a logarithmic scale are. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    training = new float[inputs][TRAINING_ROWS];
    columns = new float[inputs][ROWS];
    rows = new float[ROWS][inputs];
    scores = new float[ROWS];
    for (int f = 0; f < inputs; f++) {
      for (int i = 0; i < TRAINING_ROWS; i++) {
        training[f][i] = (float) random.nextExponential();
      }
      for (int i = 0; i < ROWS; i++) {
        columns[f][i] = (float) random.nextExponential();
        rows[i][f] = columns[f][i];
      }
    }
    IsolationForest forest = trainer.train(training, TRAINING_ROWS, 1);
    scorer = forest.scorer();
    reference = forest.referenceScorer();
  }

  /** The quick form, 16,384 rows a call. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] block() {
    scorer.score(columns, ROWS, scores);
    return scores;
  }

  /** One row a call. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] oneRow() {
    for (int i = 0; i < ROWS; i++) {
      scores[i] = scorer.score(rows[i]);
    }
    return scores;
  }

  /** The plain form. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] reference() {
    reference.score(columns, ROWS, scores);
    return scores;
  }

  /** A forest from a million rows. */
  @Benchmark
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public IsolationForest training() {
    return trainer.train(training, TRAINING_ROWS, 1);
  }
}
