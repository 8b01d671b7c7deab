package io.tercet.core.detector.autoencoder;

import io.tercet.core.detector.Trainer;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains an autoencoder by mini-batches: robust scaling, Adam, early stopping on rows kept aside
 * with the best weights returned. One thread; the same arguments give the same bits on every
 * machine.
 */
public final class AutoencoderTrainer implements Trainer<Autoencoder> {
  /** A validation loss must fall by this share to count as better for patience. */
  private static final double LEAST_GAIN = 1e-3;

  private final AutoencoderOptions options;

  /** Creates a trainer with {@code options}. */
  public AutoencoderTrainer(AutoencoderOptions options) {
    this.options = options;
  }

  /**
   * A finished training.
   *
   * @param model with the weights of the best epoch
   * @param losses the validation loss before training and after each epoch
   */
  record Run(Autoencoder model, List<Double> losses) {}

  @Override
  public Autoencoder train(float[][] columns, int rows, long seed) {
    return run(columns, rows, seed).model();
  }

  Run run(float[][] columns, int rows, long seed) {
    requireTable(columns, rows);
    SplitMix64 random = new SplitMix64(seed);
    RobustScaling scaling = RobustScaling.fit(columns, rows, random);
    TrainingSample sample = new TrainingSample(columns, rows, scaling, options, random);
    Network best = Network.random(sizes(columns.length), random);
    List<Double> losses = descend(best, sample, random);
    return new Run(new Autoencoder(best, scaling), losses);
  }

  private static void requireTable(float[][] columns, int rows) {
    if (columns.length == 0 || columns.length > Autoencoder.MAX_INPUTS) {
      throw new IllegalArgumentException(
          "an autoencoder needs 1 to %d columns, got %d"
              .formatted(Autoencoder.MAX_INPUTS, columns.length));
    }
    if (rows < 2) {
      throw new IllegalArgumentException(
          "an autoencoder needs at least 2 rows, got %d. Maybe the training window is empty."
              .formatted(rows));
    }
    for (int f = 0; f < columns.length; f++) {
      if (columns[f].length < rows) {
        throw new IllegalArgumentException(
            "column %d must hold %d rows, got %d".formatted(f, rows, columns[f].length));
      }
    }
  }

  private int[] sizes(int inputs) {
    int[] sizes = new int[options.hidden().size() + 2];
    sizes[0] = inputs;
    for (int layer = 0; layer < options.hidden().size(); layer++) {
      sizes[layer + 1] = options.hidden().get(layer);
    }
    sizes[sizes.length - 1] = inputs;
    return sizes;
  }

  /** Leaves the weights of the least validation loss in {@code best}. */
  private List<Double> descend(Network best, TrainingSample sample, SplitMix64 random) {
    Network network = new Network(best.sizes);
    network.copyFrom(best);
    Epoch epoch = new Epoch(network, sample, options);
    EarlyStopping stopping = new EarlyStopping(epoch.validationLoss());
    List<Double> losses = new ArrayList<>();
    losses.add(stopping.best);
    while (losses.size() <= options.epochs() && stopping.waited < options.patience()) {
      epoch.descend(random);
      double loss = epoch.validationLoss();
      losses.add(loss);
      if (network.isBounded() && stopping.improves(loss)) {
        best.copyFrom(network);
      }
      sample.advance();
    }
    return losses;
  }

  /** The least loss so far, and for how many epochs it has not clearly fallen. */
  private static final class EarlyStopping {
    private double best;
    private double reference;
    private int waited;

    EarlyStopping(double loss) {
      best = loss;
      reference = loss;
    }

    /** Not if the loss is NaN. */
    boolean improves(double loss) {
      waited++;
      if (loss < reference * (1 - LEAST_GAIN)) {
        reference = loss;
        waited = 0;
      }
      if (loss < best) {
        best = loss;
        return true;
      }
      return false;
    }
  }
}
