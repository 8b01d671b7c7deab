package io.tercet.benchmarks;

import io.tercet.core.detector.Detector;
import io.tercet.core.detector.autoencoder.AutoencoderOptions;
import io.tercet.core.detector.autoencoder.AutoencoderTrainer;
import io.tercet.core.detector.forest.ForestOptions;
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

/** Forests and autoencoders of other shapes than the usual one, by blocks: nanoseconds a row. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ShapeBenchmark {
  /** Rows a call. */
  public static final int ROWS = 1 << 13;

  private static final int TRAINING_ROWS = 20_000;

  /** A forest. */
  @State(Scope.Thread)
  public static class Forest {
    /** Inputs, trees and sample size. */
    @Param({
      "10x100x256",
      "45x50x256",
      "45x100x64",
      "45x100x256",
      "45x100x1024",
      "45x500x256",
      "45x1000x256",
      "100x100x256",
      "200x100x256"
    })
    public String shape;

    private Scored scored = new Scored(new float[0][], (columns, rows, scores) -> {});

    /** Trains on exponential values. */
    @Setup
    public void prepare() {
      String[] parts = shape.split("x", -1);
      float[][] columns = columns(Integer.parseInt(parts[0]));
      ForestOptions options =
          new ForestOptions(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), 0.01);
      scored =
          new Scored(
              columns,
              new IsolationForestTrainer(options).train(columns, TRAINING_ROWS, 1).scorer());
    }
  }

  /** An autoencoder. */
  @State(Scope.Thread)
  public static class Autoencoder {
    /** Inputs and hidden units. */
    @Param({"10-6-3-6", "30-16-8-16", "45-16-8-16", "45-33-7-33", "100-32-8-32", "200-64-16-64"})
    public String shape;

    private Scored scored = new Scored(new float[0][], (columns, rows, scores) -> {});

    /** Trains for one epoch: weights do not change what scoring costs. */
    @Setup
    public void prepare() {
      String[] parts = shape.split("-", -1);
      float[][] columns = columns(Integer.parseInt(parts[0]));
      Integer[] hidden = new Integer[parts.length - 1];
      for (int i = 0; i < hidden.length; i++) {
        hidden[i] = Integer.valueOf(parts[i + 1]);
      }
      AutoencoderOptions options = AutoencoderOptions.defaults().withHidden(hidden).withEpochs(1);
      scored =
          new Scored(
              columns, new AutoencoderTrainer(options).train(columns, TRAINING_ROWS, 1).scorer());
    }
  }

  /** Columns, and who scores them. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  private record Scored(float[][] columns, Detector.Scorer scorer) {
    float[] score() {
      float[] scores = new float[ROWS];
      scorer.score(columns, ROWS, scores);
      return scores;
    }
  }

  /** The forest's quick form. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] forest(Forest forest) {
    return forest.scored.score();
  }

  /** The autoencoder's quick form. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] autoencoder(Autoencoder autoencoder) {
    return autoencoder.scored.score();
  }

  private static float[][] columns(int inputs) {
    SplittableRandom random = new SplittableRandom(1);
    float[][] columns = new float[inputs][TRAINING_ROWS];
    for (float[] column : columns) {
      for (int i = 0; i < TRAINING_ROWS; i++) {
        column[i] = (float) random.nextExponential();
      }
    }
    return columns;
  }
}
