package io.tercet.benchmarks;

import io.tercet.core.detector.Detector;
import io.tercet.core.detector.neighbours.Neighbours;
import io.tercet.core.detector.neighbours.NeighboursOptions;
import io.tercet.core.detector.neighbours.NeighboursTrainer;
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

/** Nearest neighbours among 4 × 64 reference rows: a row in a block, and by the plain form. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class NeighboursBenchmark {
  private static final int ROWS = 1 << 14;
  private static final int FEW = 1 << 8;

  /** Columns a row. */
  @Param({"30", "45"})
  public int inputs;

  private float[][] columns = {};
  private final float[] scores = new float[ROWS];

  @SuppressWarnings("NullAway.Init") // set in prepare()
  private Detector.Scorer scorer;

  @SuppressWarnings("NullAway.Init") // set in prepare()
  private Detector.Scorer reference;

  /** Draws exponential values, as tail probabilities on a logarithmic scale are. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    columns = new float[inputs][ROWS];
    for (float[] column : columns) {
      for (int i = 0; i < ROWS; i++) {
        column[i] = (float) -Math.log(1 - random.nextDouble());
      }
    }
    Neighbours model = new NeighboursTrainer(NeighboursOptions.defaults()).train(columns, ROWS, 1);
    scorer = model.scorer();
    reference = model.referenceScorer();
  }

  /** A row among many. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] block() {
    scorer.score(columns, ROWS, scores);
    return scores;
  }

  /** A row by the plain form. */
  @Benchmark
  @OperationsPerInvocation(FEW)
  public float[] reference() {
    reference.score(columns, FEW, scores);
    return scores;
  }
}
