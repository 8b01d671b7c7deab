package io.tercet.core.detector.statistical;

import io.tercet.core.feature.Direction;
import io.tercet.core.feature.Feature;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One-sided tails of every feature that has a direction, and from them the score of each typology.
 * Immutable once fitted.
 */
public final class StatisticalLayer {
  /** The score of a typology that does not apply. */
  public static final float NOT_APPLICABLE = 1e4f;

  /** From here on {@link Feature#ACCOUNT} says that the customer is a named account. */
  static final float NAMED_ACCOUNT = 0.5f;

  /** Keeps the inverse of a sum finite. */
  static final float SUM_OFFSET = 0.01f;

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

    /**
     * The rows that each typology applies to: the first {@link #opened} of {@code open[t]},
     * ascending; it says nothing of a typology that applies to all rows of the block.
     */
    public final int[][] open;

    /** How many rows each typology applies to. */
    public final int[] opened;

    /** {@code places[feature][row]}, empty for a feature that nothing looks at. */
    private final int[][] places = new int[Feature.count()][0];

    private final List<TypologyScorer> scorers = new ArrayList<>();

    private Scorer(int capacity) {
      List<Typology> all = StatisticalLayer.this.typologies;
      surprise = new float[DIRECTED.size()][capacity];
      typologies = new float[all.size()][capacity];
      open = new int[all.size()][capacity];
      opened = new int[all.size()];
      for (Feature feature : looked(all)) {
        places[feature.ordinal()] = new int[capacity];
      }
      int[] rows = IntStream.range(0, capacity).toArray();
      for (int t = 0; t < all.size(); t++) {
        scorers.add(new TypologyScorer(all.get(t), tails, places, rows, typologies[t], open[t]));
      }
    }

    private static Set<Feature> looked(List<Typology> typologies) {
      Set<Feature> looked = EnumSet.copyOf(DIRECTED);
      looked.add(Feature.ACCOUNT);
      typologies.forEach(t -> t.conditions().forEach(c -> looked.add(c.feature())));
      return looked;
    }

    /** Scores all rows of {@code block}. */
    public void score(FeatureBlock block) {
      for (int f = 0; f < places.length; f++) {
        if (places[f].length > 0) {
          tails[f].place(block.columns[f], block.size, places[f]);
        }
      }
      for (int d = 0; d < surprise.length; d++) {
        Feature feature = DIRECTED.get(d);
        float[] table = tails[feature.ordinal()].surprise(feature.direction() == Direction.HIGH);
        TailKernels.read(table, places[feature.ordinal()], surprise[d], block.size);
      }
      for (int t = 0; t < opened.length; t++) {
        opened[t] = scorers.get(t).score(block);
      }
    }
  }

  /** Names of the directed features, for model files. */
  public static List<String> inputNames() {
    List<String> names = new ArrayList<>();
    DIRECTED.forEach(feature -> names.add(feature.id()));
    return names;
  }
}
