package io.tercet.benchmarks;

import io.tercet.core.detector.Detector.Scorer;
import io.tercet.core.detector.autoencoder.Autoencoder;
import io.tercet.core.detector.autoencoder.AutoencoderOptions;
import io.tercet.core.detector.autoencoder.AutoencoderTrainer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time a row of the autoencoder 45-16-8-16-45, on one core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AutoencoderBenchmark {
  private static final int INPUTS = 45;
  private static final int LATENT = 6;
  private static final int ROWS = 1 << 13;
  private static final int TRAINING_ROWS = 1 << 17;
  private static final int EPOCHS = 4;

  private final float[] scores = new float[ROWS];
  private final float[] row = new float[INPUTS];
  private final float[][] rowColumns = new float[INPUTS][1];
  private float[][] columns;
  private Autoencoder model;
  private Scorer scorer;

  /** Makes rows near a plane of six dimensions and trains on them. */
  @Setup
  public void setup() {
    columns = columns(TRAINING_ROWS);
    model = trained(1);
    scorer = model.scorer();
    for (int f = 0; f < INPUTS; f++) {
      row[f] = columns[f][7];
      rowColumns[f][0] = columns[f][7];
    }
  }

  /** A block of 8,192 rows, feature-major. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] block() {
    scorer.score(columns, ROWS, scores);
    return scores;
  }

  /** One row alone, as streaming scores it. */
  @Benchmark
  public float[] oneRow() {
    scorer.score(rowColumns, 1, scores);
    return scores;
  }

  /** One row neuron by neuron, as the definition says. */
  @Benchmark
  public float reference() {
    return model.referenceScore(row);
  }

  /** Training with everything that belongs to it, a row and epoch. */
  @Benchmark
  @OperationsPerInvocation(TRAINING_ROWS * EPOCHS)
  public Autoencoder train() {
    return trained(2);
  }

  private Autoencoder trained(long seed) {
    AutoencoderOptions options = AutoencoderOptions.defaults().withEpochs(EPOCHS);
    return new AutoencoderTrainer(options).train(columns, TRAINING_ROWS, seed);
  }

  private static float[][] columns(int rows) {
    SplittableRandom random = new SplittableRandom(1);
    double[][] mixing = new double[INPUTS][LATENT];
    for (double[] weights : mixing) {
      fill(weights, random);
    }
    float[][] columns = new float[INPUTS][rows];
    double[] latent = new double[LATENT];
    for (int r = 0; r < rows; r++) {
      fill(latent, random);
      for (int f = 0; f < INPUTS; f++) {
        columns[f][r] = value(mixing[f], latent, random);
      }
    }
    return columns;
  }

  private static void fill(double[] values, SplittableRandom random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
  }

  private static float value(double[] weights, double[] latent, SplittableRandom random) {
    double value = 0.1 * random.nextGaussian();
    for (int k = 0; k < LATENT; k++) {
      value += weights[k] * latent[k];
    }
    return (float) value;
  }
}
