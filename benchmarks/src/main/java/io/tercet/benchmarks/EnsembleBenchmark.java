package io.tercet.benchmarks;

import io.tercet.core.detector.Detector;
import io.tercet.core.detector.statistical.StatisticalLayer;
import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.ensemble.EnsembleScorer;
import io.tercet.core.ensemble.EnsembleTrainer;
import io.tercet.core.ensemble.RollingCalibration;
import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.explanation.Explainer;
import io.tercet.core.explanation.Explanation;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.feature.FeatureEngine;
import io.tercet.core.feature.FeatureOptions;
import io.tercet.core.simulation.SimulationOptions;
import io.tercet.core.simulation.TrafficSimulator;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.jobs.typologies.TypologyPacks;
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

/**
 * The standard ensemble on simulated traffic, blocks of 1,024 rows: its parts and the whole, in
 * nanoseconds a row; an explanation, in nanoseconds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EnsembleBenchmark {
  private static final int ROWS = EnsembleScorer.BLOCK;
  private static final int TRAINED = 50_000;

  private final float[] fused = new float[ROWS];
  private final float[] scores = new float[ROWS];
  private float[][] inputs = {};
  private final VerdictBlock verdicts = new VerdictBlock(ROWS);
  private final TransactionBlock transactions = new TransactionBlock(ROWS);
  private final FeatureBlock features = new FeatureBlock(ROWS);

  @SuppressWarnings("NullAway.Init") // set in prepare()
  private EnsembleModel model;

  @SuppressWarnings("NullAway.Init") // set in prepare()
  private EnsembleScorer scorer;

  @SuppressWarnings("NullAway.Init") // set in prepare()
  private StatisticalLayer.Scorer statistical;

  @SuppressWarnings("NullAway.Init") // set in prepare()
  private Detector.Scorer forest;

  @SuppressWarnings("NullAway.Init") // set in prepare()
  private Detector.Scorer autoencoder;

  @SuppressWarnings("NullAway.Init") // set in prepare()
  private RollingCalibration rolling;

  @SuppressWarnings("NullAway.Init") // set in prepare()
  private Explainer explainer;

  /** Trains on 50,000 rows; the 1,024 rows behind are what is scored. */
  @Setup
  public void prepare() {
    TrafficSimulator simulator = new TrafficSimulator(SimulationOptions.of(TRAINED + ROWS, 1));
    TransactionBlock training = new TransactionBlock(TRAINED);
    for (int i = 0; i < TRAINED + ROWS; i++) {
      (i < TRAINED ? training : transactions).add(simulator.next().transaction(), i + 1);
    }
    FeatureEngine engine = new FeatureEngine(new FeatureOptions(1 << 18, 64));
    FeatureBlock learnt = new FeatureBlock(TRAINED);
    engine.process(training, learnt);
    engine.process(transactions, features);
    model =
        new EnsembleTrainer(EnsembleOptions.defaults(TypologyPacks.standard()))
            .train(learnt.columns, TRAINED, 1);
    scorer = model.scorer();
    statistical = model.statistical().scorer(ROWS);
    forest = model.forest().scorer();
    autoencoder = model.autoencoder().scorer();
    statistical.score(features);
    inputs = statistical.surprise;
    rolling = model.fused().copy();
    explainer = new Explainer(model);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < ROWS; i++) {
      fused[i] = (float) random.nextExponential();
    }
  }

  /** Tails of every feature and the typologies. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[][] statistical() {
    statistical.score(features);
    return statistical.typologies;
  }

  /** The forest on what the statistical layer gives. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] forest() {
    forest.score(inputs, ROWS, scores);
    return scores;
  }

  /** The autoencoder on what the statistical layer gives. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float[] autoencoder() {
    autoencoder.score(inputs, ROWS, scores);
    return scores;
  }

  /** Remembering 1,024 scores; every fourth call makes a new curve. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public Object rollingWithRefresh() {
    rolling.add(fused, 0, ROWS);
    return rolling.curve();
  }

  /** All of it. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public VerdictBlock whole() {
    scorer.score(transactions, features, verdicts);
    return verdicts;
  }

  /** One explanation. */
  @Benchmark
  public Explanation explanation() {
    return explainer.explain(features, 0, scorer.curve(), 12.5, "BTC");
  }
}
