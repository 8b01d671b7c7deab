package io.tercet.benchmarks.quality;

import io.tercet.core.detector.statistical.Typology;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.ensemble.Weights;
import io.tercet.core.feature.Feature;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What carries the result: the same figures without each part. A rule of fusion that the product
 * does not have is applied to the layers' risks.
 */
final class Ablations {
  private static final String HEADER =
      """
      | variant | Ethereum mean | worst | young | Handbook AP | card p@100 | generated AP | recall | look-alikes |
      |---|--:|--:|--:|--:|--:|--:|--:|--:|
      """;

  private final EnsembleOptions options;
  private final long seed;
  private final Sets sets;
  private final Consumer<String> out;

  /** The three sets, with their features. */
  private record Sets(Ethereum ethereum, Handbook handbook, Generated generated) {
    Sets withoutNewness() {
      return new Sets(
          ethereum.with(masked(ethereum.traffic())),
          handbook.with(masked(handbook.traffic())),
          generated.with(masked(generated.traffic())));
    }

    private static Traffic masked(Traffic traffic) {
      return traffic.without(feature -> feature.group() == Feature.Group.NEWNESS);
    }
  }

  /** The scores of the three sets. */
  private record Ran(Scores ethereum, Scores handbook, Scores generated) {}

  /** How the risks of statistical layer, forest and autoencoder become a score. */
  private interface Fusion {
    float fuse(float statistical, float forest, float autoencoder);
  }

  /**
   * Prepares.
   *
   * @param out receives the table, line by line
   */
  Ablations(
      Ethereum ethereum,
      Handbook handbook,
      Generated generated,
      EnsembleOptions options,
      long seed,
      Consumer<String> out) {
    sets = new Sets(ethereum, handbook, generated);
    this.options = options;
    this.seed = seed;
    this.out = out;
  }

  /** Measures all variants, the default first. */
  void run() {
    out.accept(HEADER);
    Ran ran = withNeighbours();
    line("default", sets, ran);
    line("neighbours alone", sets, neighbours(ran, 0, 1));
    line("with neighbours as a fourth layer", sets, neighbours(ran, 0.75f, 0.25f));
    fusions(ran);
    layers();
    line("original weights .2/.4/.4", options.withWeights(Weights.ORIGINAL));
    Sets masked = sets.withoutNewness();
    line("without the newness features", masked, score(masked, options));
    for (Typology typology : options.typologies()) {
      if (options.typologies().size() > 1) {
        line("without typology " + typology.id(), Overrides.without(options, typology.id()));
      }
    }
  }

  private void layers() {
    Weights w = options.weights();
    line(
        "without the statistical layer", options.withWeights(only(0, w.forest(), w.autoencoder())));
    line("without the forest", options.withWeights(only(w.statistical(), 0, w.autoencoder())));
    line("without the autoencoder", options.withWeights(only(w.statistical(), w.forest(), 0)));
  }

  /** Weights of which one is 0; the others equal, if they would be 0 too. */
  private static Weights only(double statistical, double forest, double autoencoder) {
    return statistical + forest + autoencoder > 0
        ? new Weights(statistical, forest, autoencoder)
        : new Weights(0, 1, 1);
  }

  private void fusions(Ran ran) {
    line("statistical layer alone", sets, fused(ran, (s, f, a) -> s));
    line("forest alone", sets, fused(ran, (s, f, a) -> f));
    line("autoencoder alone", sets, fused(ran, (s, f, a) -> a));
    line("any layer", sets, fused(ran, (s, f, a) -> Math.max(s, Math.max(f, a))));
    line(
        "statistical, or forest and autoencoder",
        sets,
        fused(ran, (s, f, a) -> Math.max(s, Math.min(f, a))));
    line("sum of the layers' −ln p (Fisher)", sets, fused(ran, (s, f, a) -> s + f + a));
  }

  /** The default, with the scores of a fourth layer beside it. */
  private Ran withNeighbours() {
    Ran empty =
        new Ran(
            empty(sets.ethereum.traffic()),
            empty(sets.handbook.traffic()),
            empty(sets.generated.traffic()));
    return new Ran(
        sets.ethereum.walk(options, seed, empty.ethereum),
        sets.handbook.run(options, seed, empty.handbook),
        sets.generated.run(options, seed, empty.generated));
  }

  private static Scores empty(Traffic traffic) {
    Scores scores = new Scores(traffic.rows());
    scores.neighbours = new float[traffic.rows()];
    return scores;
  }

  private static Ran neighbours(Ran ran, float risk, float neighbours) {
    return new Ran(
        neighbours(ran.ethereum, risk, neighbours),
        neighbours(ran.handbook, risk, neighbours),
        neighbours(ran.generated, risk, neighbours));
  }

  private static Scores neighbours(Scores scores, float risk, float neighbours) {
    Scores fused = new Scores(scores.risk.length);
    for (int i = 0; i < fused.risk.length; i++) {
      fused.risk[i] =
          (float) (risk * -comfort(scores.risk[i]) + neighbours * -comfort(scores.neighbours[i]));
    }
    return fused;
  }

  /** −ln (1 − p) of a risk (Pearson); near 0 for the suspicious. */
  private static double comfort(float risk) {
    return -Math.log1p(-Math.min(1 - 1e-6, Math.pow(10, -risk / 20)));
  }

  private static Ran fused(Ran ran, Fusion fusion) {
    return new Ran(
        fused(ran.ethereum, fusion), fused(ran.handbook, fusion), fused(ran.generated, fusion));
  }

  private static Scores fused(Scores scores, Fusion fusion) {
    Scores fused = new Scores(scores.risk.length);
    for (int i = 0; i < fused.risk.length; i++) {
      fused.risk[i] = fusion.fuse(scores.statistical[i], scores.forest[i], scores.autoencoder[i]);
    }
    return fused;
  }

  private Ran score(Sets on, EnsembleOptions with) {
    return new Ran(
        on.ethereum.walk(with, seed), on.handbook.run(with, seed), on.generated.run(with, seed));
  }

  private void line(String name, EnsembleOptions with) {
    line(name, sets, score(sets, with));
  }

  private void line(String name, Sets on, Ran ran) {
    var quarters = on.ethereum.byQuarter(ran.ethereum.risk);
    boolean[] alerts = on.generated.inBudget(ran.generated.risk);
    out.accept(
        String.format(
            Locale.ROOT,
            "| %s | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f |%n",
            name,
            Ethereum.mean(quarters),
            Ethereum.worst(quarters),
            on.ethereum.young(ran.ethereum.risk),
            on.handbook.averagePrecision(ran.handbook.risk),
            on.handbook.cardPrecision(ran.handbook.risk),
            on.generated.averagePrecision(ran.generated.risk),
            on.generated.meanRecall(alerts),
            on.generated.lookAlikeShare(alerts)));
  }
}
