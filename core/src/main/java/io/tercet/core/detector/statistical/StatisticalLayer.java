package io.tercet.core.detector.statistical;

import io.tercet.core.feature.Direction;
import io.tercet.core.feature.Feature;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One-sided tails of every feature that has a direction, and from them the score of each typology.
 * Immutable once fitted.
 */
public final class StatisticalLayer {
  /** The score of a typology that does not apply. */
  public static final float NOT_APPLICABLE = 1e4f;

  /** The features that have a direction, in order: the inputs of the other layers. */
  public static final List<Feature> DIRECTED =
      Feature.all().stream().filter(f -> f.direction() != Direction.NONE).toList();

  private final TailTable[] tails;
  private final List<Typology> typologies;

  private StatisticalLayer(TailTable[] tails, List<Typology> typologies) {
    this.tails = tails;
    this.typologies = List.copyOf(typologies);
  }

  /**
   * Fits the tails.
   *
   * @param columns one a {@link Feature}, each at least {@code rows} long; NaN is left out
   */
  public static StatisticalLayer fit(float[][] columns, int rows, List<Typology> typologies) {
    TailTable[] tails = new TailTable[Feature.count()];
    Arrays.parallelSetAll(tails, f -> TailTable.fit(columns[f], rows));
    return new StatisticalLayer(tails, typologies);
  }

  /** The typologies, in the order of {@link Scorer#typologies}. */
  public List<Typology> typologies() {
    return typologies;
  }

  /** The tail of a feature among the training rows. */
  public TailTable tail(Feature feature) {
    return tails[feature.ordinal()];
  }

  /** A scorer with scratch memory for blocks of at most {@code capacity} rows, for one thread. */
  public Scorer scorer(int capacity) {
    return new Scorer(capacity);
  }

  /** Writes the tails under {@code prefix}; typologies are options, kept beside. */
  public void writeTo(Tensors tensors, String prefix) {
    for (Feature feature : Feature.all()) {
      tails[feature.ordinal()].writeTo(tensors, prefix + feature.id() + ".");
    }
  }

  /** Reads what {@link #writeTo} wrote. */
  public static StatisticalLayer readFrom(Tensors tensors, String prefix, List<Typology> typologies)
      throws ModelFormatException {
    TailTable[] tails = new TailTable[Feature.count()];
    for (Feature feature : Feature.all()) {
      tails[feature.ordinal()] = TailTable.readFrom(tensors, prefix + feature.id() + ".");
    }
    return new StatisticalLayer(tails, typologies);
  }

  /** Scores blocks of features. Allocates nothing per call. */
  public final class Scorer {
    /** −ln p of each directed feature in its direction: {@code surprise[d][row]}. */
    public final float[][] surprise;

    /** The raw score of each typology: {@code typologies[t][row]}; small is suspicious, > 0. */
    public final float[][] typologies;

    private final float[][] toward;
    private final float[][] away;
    private final boolean[] conditional = new boolean[Feature.count()];

    private Scorer(int capacity) {
      surprise = new float[DIRECTED.size()][];
      toward = new float[Feature.count()][capacity];
      away = new float[Feature.count()][capacity];
      for (int d = 0; d < surprise.length; d++) {
        surprise[d] = toward[DIRECTED.get(d).ordinal()];
      }
      typologies = new float[StatisticalLayer.this.typologies.size()][capacity];
      for (Typology typology : StatisticalLayer.this.typologies) {
        typology.conditions().forEach(c -> conditional[c.feature().ordinal()] = true);
      }
    }

    /** Scores all rows of {@code block}. */
    public void score(FeatureBlock block) {
      for (Feature feature : Feature.all()) {
        int f = feature.ordinal();
        boolean high = feature.direction() != Direction.LOW;
        if (conditional[f]) {
          tails[f].surprise(block.columns[f], block.size, high, toward[f], away[f]);
        } else if (feature.direction() != Direction.NONE) {
          tails[f].surprise(block.columns[f], block.size, high, toward[f]);
        }
      }
      List<Typology> all = StatisticalLayer.this.typologies;
      for (int t = 0; t < all.size(); t++) {
        scoreTypology(all.get(t), block, typologies[t]);
      }
    }

    private void scoreTypology(Typology typology, FeatureBlock block, float[] out) {
      int rows = block.size;
      Arrays.fill(out, 0, rows, typology.rule() == Typology.Rule.ANY ? NOT_APPLICABLE : 0);
      for (Condition condition : typology.conditions()) {
        combine(typology.rule(), condition, rows, out);
      }
      if (typology.rule() == Typology.Rule.SUM) {
        for (int i = 0; i < rows; i++) {
          out[i] = 1 / (out[i] + 0.01f);
        }
      }
      for (Condition condition : typology.conditions()) {
        if (condition.hasGate()) {
          close(condition, block, out);
        }
      }
      if (typology.scope() == Typology.Scope.ACCOUNTS) {
        float[] account = block.columns[Feature.ACCOUNT.ordinal()];
        for (int i = 0; i < rows; i++) {
          out[i] = account[i] >= 0.5f ? out[i] : NOT_APPLICABLE;
        }
      }
    }

    private void combine(Typology.Rule rule, Condition condition, int rows, float[] out) {
      int f = condition.feature().ordinal();
      boolean asDeclared = condition.isHigh() == (condition.feature().direction() != Direction.LOW);
      float weight = (float) condition.weight();
      float[] suspicion = asDeclared ? toward[f] : away[f];
      float[] comfort = asDeclared ? away[f] : toward[f];
      switch (rule) {
        case ALL -> addWeighted(comfort, weight, rows, out);
        case SUM -> addWeighted(suspicion, weight, rows, out);
        case ANY -> {
          for (int i = 0; i < rows; i++) {
            out[i] = Math.min(out[i], comfort[i] / weight);
          }
        }
      }
    }

    /** Takes out the rows that a gate says the typology does not apply to. */
    private void close(Condition condition, FeatureBlock block, float[] out) {
      int f = condition.feature().ordinal();
      float[] values = block.columns[f];
      boolean high = condition.isHigh();
      boolean asDeclared = high == (condition.feature().direction() != Direction.LOW);
      float[] suspicion = asDeclared ? toward[f] : away[f];
      float least = (float) -StrictMath.log(condition.gateTail());
      float gate =
          Double.isNaN(condition.gateValue())
              ? high ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY
              : (float) condition.gateValue();
      for (int i = 0; i < block.size; i++) {
        boolean open = suspicion[i] >= least && (high ? values[i] >= gate : values[i] <= gate);
        out[i] = open ? out[i] : NOT_APPLICABLE; // NaN opens no gate
      }
    }
  }

  private static void addWeighted(float[] values, float weight, int rows, float[] out) {
    for (int i = 0; i < rows; i++) {
      out[i] += weight * values[i];
    }
  }

  /** Names of the directed features, for model files. */
  public static List<String> inputNames() {
    List<String> names = new ArrayList<>();
    DIRECTED.forEach(feature -> names.add(feature.id()));
    return names;
  }
}
