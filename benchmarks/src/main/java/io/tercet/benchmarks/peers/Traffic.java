package io.tercet.benchmarks.peers;

import io.tercet.core.detector.statistical.StatisticalLayer;
import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.ensemble.EnsembleScorer;
import io.tercet.core.ensemble.EnsembleTrainer;
import io.tercet.core.feature.Feature;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.feature.FeatureEngine;
import io.tercet.core.feature.FeatureOptions;
import io.tercet.core.simulation.SimulatedTransaction;
import io.tercet.core.simulation.SimulationOptions;
import io.tercet.core.simulation.TrafficCsv;
import io.tercet.core.simulation.TrafficSimulator;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.jobs.typologies.TypologyPacks;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Simulated traffic for kernels, theirs and ours: a training part, and 32 blocks behind it whose
 * features and −ln p are known.
 */
final class Traffic {
  static final int BLOCK = EnsembleScorer.BLOCK;
  static final int BLOCKS = 32;
  static final int SCORED = BLOCK * BLOCKS;

  final int trainingRows;
  final EnsembleModel model;
  final FeatureEngine engine = new FeatureEngine(FeatureOptions.defaults());
  final TransactionBlock[] transactions = new TransactionBlock[BLOCKS];
  final FeatureBlock[] features = new FeatureBlock[BLOCKS];

  /** −ln p of the training rows and of the scored ones: what forest and autoencoder see. */
  final float[][] training;

  final float[][] scored;

  private final long span;

  Traffic(int trainingRows) {
    this.trainingRows = trainingRows;
    TrafficSimulator simulator = simulator(trainingRows);
    TransactionBlock learnt = block(simulator, trainingRows);
    FeatureBlock learntFeatures = new FeatureBlock(trainingRows);
    engine.process(learnt, learntFeatures);
    for (int b = 0; b < BLOCKS; b++) {
      transactions[b] = block(simulator, BLOCK);
      features[b] = new FeatureBlock(BLOCK);
      engine.process(transactions[b], features[b]);
    }
    EnsembleOptions options = EnsembleOptions.defaults(TypologyPacks.standard());
    model = new EnsembleTrainer(options).train(learntFeatures.columns, trainingRows, 1);
    training = surprise(learntFeatures, trainingRows);
    scored = surprise();
    TransactionBlock last = transactions[BLOCKS - 1];
    span = last.timestamp[BLOCK - 1] - transactions[0].timestamp[0] + 1;
  }

  /** How many inputs forest and autoencoder have. */
  int inputs() {
    return training.length;
  }

  /** The same blocks once more, later by as long as they take. */
  void moveOn() {
    for (TransactionBlock block : transactions) {
      for (int i = 0; i < BLOCK; i++) {
        block.timestamp[i] += span;
      }
    }
  }

  /** The model's statistical layer on all training rows, which its scorer does at once. */
  private float[][] surprise(FeatureBlock block, int rows) {
    StatisticalLayer.Scorer scorer = model.statistical().scorer(rows);
    scorer.score(block);
    return scorer.surprise;
  }

  private float[][] surprise() {
    FeatureBlock all = new FeatureBlock(SCORED);
    all.size = SCORED;
    for (int b = 0; b < BLOCKS; b++) {
      for (int f = 0; f < Feature.count(); f++) {
        System.arraycopy(features[b].columns[f], 0, all.columns[f], b * BLOCK, BLOCK);
      }
    }
    return surprise(all, SCORED);
  }

  private static TrafficSimulator simulator(int trainingRows) {
    return new TrafficSimulator(SimulationOptions.of(trainingRows + SCORED, 1));
  }

  private static TransactionBlock block(TrafficSimulator simulator, int rows) {
    TransactionBlock block = new TransactionBlock(rows);
    for (int i = 0; i < rows; i++) {
      block.add(simulator.next().transaction(), i + 1L);
    }
    return block;
  }

  /** Writes what the peers read: training.f32 and scored.f32, row-major, and traffic.csv. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    writeRows(folder.resolve("training.f32"), training, trainingRows);
    writeRows(folder.resolve("scored.f32"), scored, SCORED);
    TrafficSimulator simulator = simulator(trainingRows);
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("traffic.csv"))) {
      out.write(TrafficCsv.HEADER);
      for (int i = 0; i < trainingRows + SCORED; i++) {
        SimulatedTransaction row = simulator.next();
        out.write('\n' + TrafficCsv.line(row));
      }
      out.write('\n');
    }
  }

  private static void writeRows(Path file, float[][] columns, int rows) throws IOException {
    ByteBuffer row = ByteBuffer.allocate(4 * columns.length).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      for (int i = 0; i < rows; i++) {
        row.clear();
        for (float[] column : columns) {
          row.putFloat(column[i]);
        }
        out.write(row.array());
      }
    }
  }
}
