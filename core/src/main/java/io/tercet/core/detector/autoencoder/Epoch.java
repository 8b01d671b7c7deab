package io.tercet.core.detector.autoencoder;

/** One pass of the optimiser over the rows of an epoch, and the loss after it. */
final class Epoch {
  private final Network network;
  private final TrainingSample sample;
  private final Backpropagation backpropagation;
  private final AdamOptimizer optimizer;
  private final ForwardPass validation;
  private final float[] errors;

  /** Rows of every batch: a smaller last one would be a noisy step, so it is left out. */
  private final int batchRows;

  private final int[] batches;

  Epoch(Network network, TrainingSample sample, AutoencoderOptions options) {
    this.network = network;
    this.sample = sample;
    batchRows = Math.min(options.batchSize(), sample.epochRows());
    batches = new int[sample.epochRows() / batchRows];
    for (int b = 0; b < batches.length; b++) {
      batches[b] = b;
    }
    backpropagation = new Backpropagation(network, batchRows, options.l2());
    optimizer = new AdamOptimizer(network.sizes, options.adam());
    validation = new ForwardPass(network, batchRows);
    errors = new float[batchRows];
  }

  /**
   * Rows stand in one random order, so a batch is a run of them: the batches begin at a random row
   * and come in random order.
   */
  void descend(SplitMix64 random) {
    int offset = random.nextInt(sample.epochRows());
    random.shuffle(batches);
    for (int batch : batches) {
      load((int) ((offset + (long) batch * batchRows) % sample.epochRows()));
      backpropagation.run(batchRows);
      optimizer.step(network, backpropagation.gradient);
    }
  }

  /** Copies a batch that begins at row {@code from} and goes on at row 0 past the end. */
  private void load(int from) {
    int head = Math.min(batchRows, sample.epochRows() - from);
    for (int f = 0; f < sample.epoch.length; f++) {
      float[] target = backpropagation.batch()[f];
      System.arraycopy(sample.epoch[f], from, target, 0, head);
      System.arraycopy(sample.epoch[f], 0, target, head, batchRows - head);
    }
  }

  /** Mean squared error over the validation rows and inputs; NaN if training has diverged. */
  double validationLoss() {
    double sum = 0;
    for (int from = 0; from < sample.validationRows(); from += batchRows) {
      int rows = Math.min(batchRows, sample.validationRows() - from);
      validation.load(sample.validation, from, rows);
      validation.run(rows);
      validation.squaredErrors(errors, rows);
      for (int r = 0; r < rows; r++) {
        sum += errors[r];
      }
    }
    return sum / sample.validationRows() / network.inputs();
  }
}
