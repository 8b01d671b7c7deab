package io.tercet.benchmarks;

import com.sun.management.ThreadMXBean;
import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.ensemble.EnsembleScorer;
import io.tercet.core.ensemble.EnsembleTrainer;
import io.tercet.core.ensemble.LayerScorer;
import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.feature.FeatureEngine;
import io.tercet.core.feature.FeatureOptions;
import io.tercet.core.simulation.SimulationOptions;
import io.tercet.core.simulation.TrafficSimulator;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.jobs.typologies.TypologyPacks;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a second thread gains on the core: features in order on one thread while the layers of
 * earlier blocks are scored on another, and decisions in order. Processor time of each part, so
 * that it says the same on a busy machine: two threads take as long as the busier one. Argument:
 * rows (default 500,000).
 */
public final class ParallelBenchmark {
  private static final int TRAINED = 50_000;
  private static final int ROUNDS = 5;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final EnsembleModel model;
  private final List<TransactionBlock> blocks = new ArrayList<>();
  private final int rows;

  private ParallelBenchmark(int rows) {
    this.rows = rows;
    TrafficSimulator simulator = new TrafficSimulator(SimulationOptions.of(TRAINED + rows, 1));
    TransactionBlock training = new TransactionBlock(TRAINED);
    for (int i = 0; i < TRAINED; i++) {
      training.add(simulator.next().transaction(), i + 1);
    }
    FeatureBlock learnt = new FeatureBlock(TRAINED);
    new FeatureEngine(FeatureOptions.defaults()).process(training, learnt);
    model =
        new EnsembleTrainer(EnsembleOptions.defaults(TypologyPacks.standard()))
            .train(learnt.columns, TRAINED, 1);
    for (int i = 0; i < rows; ) {
      TransactionBlock block = new TransactionBlock(EnsembleScorer.BLOCK);
      for (; !block.isFull() && i < rows; i++) {
        block.add(simulator.next().transaction(), TRAINED + i + 1);
      }
      blocks.add(block);
    }
  }

  /** What one pass took: seconds of the clock and of each thread's processor. */
  private record Times(double wall, double features, double layers, double decisions, long bits) {
    private double whole() {
      return features + layers + decisions;
    }

    /** One thread has features and decisions, the other the layers: the busier one counts. */
    private double gain() {
      return whole() / Math.max(features + decisions, layers);
    }
  }

  /** Measures. */
  public static void main(String[] arguments) {
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500_000;
    ParallelBenchmark benchmark = new ParallelBenchmark(rows);
    for (int round = 0; round < ROUNDS; round++) {
      benchmark.print("one thread", benchmark.oneThread());
      benchmark.print("two threads", benchmark.twoThreads());
    }
  }

  private void print(String name, Times times) {
    double micros = 1e6 / rows;
    System.out.printf(
        "%-11s wall %.3f µs a row   CPU: features %.3f, layers %.3f, decisions %.3f, all %.3f"
            + "   two processors gain %.2f   bits %016x%n",
        name,
        times.wall * micros,
        times.features * micros,
        times.layers * micros,
        times.decisions * micros,
        times.whole() * micros,
        times.gain(),
        times.bits);
  }

  private Times oneThread() {
    Pass pass = new Pass();
    long begin = System.nanoTime();
    for (TransactionBlock block : blocks) {
      pass.decide(block, pass.score(pass.compute(block)));
    }
    return pass.times(begin);
  }

  /** The layers of a block on a second thread, while this one computes features and decides. */
  private Times twoThreads() {
    Pass pass = new Pass();
    long begin = System.nanoTime();
    try (ExecutorService second = Executors.newSingleThreadExecutor()) {
      List<CompletableFuture<Scored>> underWay = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        FeatureBlock features = pass.compute(blocks.get(i));
        underWay.add(CompletableFuture.supplyAsync(() -> pass.score(features), second));
        if (i >= Pass.AHEAD) {
          pass.decide(blocks.get(i - Pass.AHEAD), underWay.get(i - Pass.AHEAD).join());
        }
      }
      for (int i = Math.max(0, blocks.size() - Pass.AHEAD); i < blocks.size(); i++) {
        pass.decide(blocks.get(i), underWay.get(i).join());
      }
    }
    return pass.times(begin);
  }

  private record Scored(VerdictBlock verdicts, float[] fused) {}

  /** One pass over all blocks; buffers take turns, so nothing waits for garbage collection. */
  private final class Pass {
    static final int AHEAD = 8;

    private final FeatureEngine engine = new FeatureEngine(FeatureOptions.defaults());
    private final LayerScorer layers = model.layerScorer();
    private final EnsembleScorer decisions = model.scorer();
    private final List<FeatureBlock> features = new ArrayList<>();
    private final List<Scored> scored = new ArrayList<>();
    private int nextFeatures;
    private int nextScored;
    private long featureNanos;
    private long layerNanos;
    private long decisionNanos;
    private long bits;

    Pass() {
      for (int i = 0; i < AHEAD + 2; i++) {
        features.add(new FeatureBlock(EnsembleScorer.BLOCK));
        scored.add(
            new Scored(new VerdictBlock(EnsembleScorer.BLOCK), new float[EnsembleScorer.BLOCK]));
      }
    }

    FeatureBlock compute(TransactionBlock block) {
      long begin = THREADS.getCurrentThreadCpuTime();
      FeatureBlock out = features.get(nextFeatures++ % features.size());
      engine.process(block, out);
      featureNanos += THREADS.getCurrentThreadCpuTime() - begin;
      return out;
    }

    Scored score(FeatureBlock block) {
      long begin = THREADS.getCurrentThreadCpuTime();
      Scored out = scored.get(nextScored++ % scored.size());
      layers.score(block, out.verdicts, out.fused);
      layerNanos += THREADS.getCurrentThreadCpuTime() - begin;
      return out;
    }

    void decide(TransactionBlock block, Scored from) {
      long begin = THREADS.getCurrentThreadCpuTime();
      decisions.decide(block, from.fused, from.verdicts);
      for (int i = 0; i < from.verdicts.size; i++) {
        bits = bits * 31 + Float.floatToIntBits(from.verdicts.totalRisk[i]);
      }
      decisionNanos += THREADS.getCurrentThreadCpuTime() - begin;
    }

    Times times(long begin) {
      return new Times(
          (System.nanoTime() - begin) / 1e9,
          featureNanos / 1e9,
          layerNanos / 1e9,
          decisionNanos / 1e9,
          bits);
    }
  }
}
