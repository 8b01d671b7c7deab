package io.tercet.benchmarks.peers;

import com.amazon.randomcutforest.RandomCutForest;
import io.tercet.core.detector.Detector;
import io.tercet.core.detector.autoencoder.Autoencoder;
import io.tercet.core.detector.autoencoder.AutoencoderOptions;
import io.tercet.core.detector.autoencoder.AutoencoderTrainer;
import io.tercet.core.detector.forest.ForestOptions;
import io.tercet.core.detector.forest.ForestScorer;
import io.tercet.core.detector.forest.IsolationForest;
import io.tercet.core.detector.forest.IsolationForestTrainer;
import io.tercet.core.detector.statistical.StatisticalLayer;
import io.tercet.core.ensemble.EnsembleScorer;
import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.feature.FeatureBlock;
import java.util.List;

/** Every kernel of Tercet, and the one peer that is Java. */
final class OwnKernels {
  private static final String PLAIN = "the plain form";
  private static final int FEW = 2048;
  private static final int EPOCHS = 2;

  private final Traffic traffic;
  private final IsolationForest forest;
  private final Autoencoder autoencoder;
  private final float[] scores = new float[Traffic.SCORED];
  private final float[][] rows;

  OwnKernels(Traffic traffic) {
    this.traffic = traffic;
    forest = forest();
    autoencoder = autoencoder();
    rows = new float[FEW][traffic.inputs()];
    for (int i = 0; i < FEW; i++) {
      for (int f = 0; f < traffic.inputs(); f++) {
        rows[i][f] = traffic.scored[f][i];
      }
    }
  }

  private IsolationForest forest() {
    return new IsolationForestTrainer(ForestOptions.defaults())
        .train(traffic.training, traffic.trainingRows, 1);
  }

  private Autoencoder autoencoder() {
    AutoencoderOptions options =
        AutoencoderOptions.defaults().withEpochs(EPOCHS).withEarlyStopping(0, EPOCHS);
    return new AutoencoderTrainer(options).train(traffic.training, traffic.trainingRows, 1);
  }

  /** The forest by blocks, by rows and plainly, and training one. */
  List<Contestant> forestKernels() {
    ForestScorer scorer = forest.scorer();
    return List.of(
        detector("Tercet forest", "blocks", scorer),
        detector("Tercet forest, plain form", PLAIN, forest.referenceScorer()),
        new Kernel("Tercet forest, one row", "a row a call", FEW, () -> eachRow(scorer)),
        new Kernel("Tercet forest training", "", traffic.trainingRows, this::forest));
  }

  /** The autoencoder by blocks, by rows and plainly, and training one. */
  List<Contestant> autoencoderKernels() {
    return List.of(
        detector("Tercet autoencoder", "blocks", autoencoder.scorer()),
        new Kernel("Tercet autoencoder, plain form", PLAIN, FEW, this::eachRowPlainly),
        new Kernel(
            "Tercet autoencoder training",
            "a row and epoch, everything that belongs to it",
            EPOCHS * traffic.trainingRows,
            this::autoencoder));
  }

  private Kernel detector(String name, String version, Detector.Scorer scorer) {
    return new Kernel(
        name, version, Traffic.SCORED, () -> scorer.score(traffic.scored, Traffic.SCORED, scores));
  }

  private void eachRow(ForestScorer scorer) {
    for (int i = 0; i < FEW; i++) {
      scores[i] = scorer.score(rows[i]);
    }
  }

  private void eachRowPlainly() {
    for (int i = 0; i < FEW; i++) {
      scores[i] = autoencoder.referenceScore(rows[i]);
    }
  }

  /** What is around the detectors, and everything together. */
  List<Contestant> coreKernels() {
    StatisticalLayer.Scorer statistical = traffic.model.statistical().scorer(Traffic.BLOCK);
    EnsembleScorer scorer = traffic.model.scorer();
    VerdictBlock verdicts = new VerdictBlock(Traffic.BLOCK);
    FeatureBlock emitted = new FeatureBlock(Traffic.BLOCK);
    return List.of(
        blocks("Tercet features", b -> traffic.engine.process(traffic.transactions[b], emitted)),
        blocks("Tercet statistical layer", b -> statistical.score(traffic.features[b])),
        blocks(
            "Tercet ensemble",
            b -> scorer.score(traffic.transactions[b], traffic.features[b], verdicts)),
        blocks(
            "Tercet core",
            b -> {
              traffic.engine.process(traffic.transactions[b], emitted);
              scorer.score(traffic.transactions[b], emitted, verdicts);
            }));
  }

  /** Work on the block of a number. */
  @FunctionalInterface
  private interface BlockWork {
    void run(int block);
  }

  private Kernel blocks(String name, BlockWork work) {
    return new Kernel(
        name,
        "blocks",
        Traffic.SCORED,
        traffic::moveOn,
        () -> {
          for (int b = 0; b < Traffic.BLOCKS; b++) {
            work.run(b);
          }
        });
  }

  /** AWS's random cut forest, as many trees of as many rows. */
  Contestant randomCutForest() {
    RandomCutForest cuts =
        RandomCutForest.builder()
            .dimensions(traffic.inputs())
            .numberOfTrees(100)
            .sampleSize(256)
            .randomSeed(1)
            .parallelExecutionEnabled(false)
            .build();
    for (float[] row : rows) {
      cuts.update(row);
    }
    return new Kernel(
        "AWS random cut forest",
        jar(RandomCutForest.class),
        256,
        () -> {
          for (int i = 0; i < 256; i++) {
            scores[i] = (float) cuts.getAnomalyScore(rows[i]);
          }
        });
  }

  /** The name of the jar that a class is from, which ends with its version. */
  private static String jar(Class<?> type) {
    String path = type.getProtectionDomain().getCodeSource().getLocation().getPath();
    return path.substring(path.lastIndexOf('/') + 1).replace(".jar", "");
  }
}
