package io.tercet.core.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.detector.statistical.Condition;
import io.tercet.core.detector.statistical.Typology;
import io.tercet.core.feature.Feature;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.feature.FeatureEngine;
import io.tercet.core.feature.FeatureOptions;
import io.tercet.core.simulation.SimulatedTransaction;
import io.tercet.core.simulation.SimulationOptions;
import io.tercet.core.simulation.TrafficSimulator;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import java.util.List;

/** Simulated traffic, its features and an ensemble trained on their earlier part, made once. */
public final class SampleEnsemble {
  /** Rows that the model is trained on; those behind are new to it. */
  public static final int TRAINED = 16_000;

  /** All rows. */
  public static final int ROWS = 24_000;

  /** The transactions. */
  public static final List<Transaction> TRANSACTIONS =
      TrafficSimulator.stream(SimulationOptions.of(ROWS, 5))
          .map(SimulatedTransaction::transaction)
          .toList();

  /** The same as a block. */
  public static final TransactionBlock BLOCK = block(TRANSACTIONS);

  /** Their features. */
  public static final FeatureBlock FEATURES = features(BLOCK);

  /** Typologies of every rule, with gates and weights, unlike those of the product. */
  public static final List<Typology> TYPOLOGIES =
      List.of(
          new Typology(
              "young",
              "Young parties",
              "Both parties are young.",
              "none",
              0.5,
              1,
              Typology.Scope.ANY,
              Typology.Rule.ALL,
              List.of(
                  Condition.low(Feature.PARTY_AGE),
                  Condition.low(Feature.SENDER_NONCE).weighted(0.5),
                  Condition.high(Feature.NEWCOMER_SHARE_R)),
              List.of("A family that opens two wallets.", "A new shop.")),
          new Typology(
              "large",
              "Large amount",
              "The amount is large.",
              "none",
              Typology.Rule.ANY,
              List.of(
                  Condition.high(Feature.AMOUNT),
                  Condition.high(Feature.AMOUNT_DEVIATION).weighted(2))),
          new Typology(
              "busy_night",
              "Busy at night",
              "Many transactions at night.",
              "none",
              0.8,
              0.05,
              Typology.Scope.ACCOUNTS,
              Typology.Rule.SUM,
              List.of(
                  Condition.high(Feature.COUNT_24H),
                  Condition.high(Feature.HOUR_RARITY),
                  Condition.high(Feature.NIGHT).from(1)),
              List.of()));

  /** The options of {@link #MODEL}: small and quick. */
  public static final EnsembleOptions OPTIONS = options();

  /** Trained with seed 1. */
  public static final EnsembleModel MODEL = train(OPTIONS, TRAINED, 1);

  private SampleEnsemble() {}

  private static EnsembleOptions options() {
    EnsembleOptions defaults = EnsembleOptions.defaults(TYPOLOGIES);
    return defaults
        .withForest(defaults.forest().withTrees(40))
        .withAutoencoder(defaults.autoencoder().withEpochs(3))
        .withShares(0.5, 0.4, 4096);
  }

  /** Trains on the first rows. */
  public static EnsembleModel train(EnsembleOptions options, int rows, long seed) {
    return new EnsembleTrainer(options).train(FEATURES.columns, rows, seed);
  }

  /** Transactions as one block, numbered from 1. */
  public static TransactionBlock block(List<Transaction> transactions) {
    TransactionBlock block = new TransactionBlock(transactions.size());
    for (Transaction transaction : transactions) {
      block.add(transaction, block.size + 1);
    }
    return block;
  }

  /** The features of all rows, by an engine that has seen nothing. */
  public static FeatureBlock features(TransactionBlock block) {
    FeatureBlock features = new FeatureBlock(block.size);
    new FeatureEngine(new FeatureOptions(1 << 16, 64)).process(block, features);
    return features;
  }

  /** Rows {@code [from, to)} of a block. */
  public static TransactionBlock slice(TransactionBlock all, int from, int to) {
    TransactionBlock slice = new TransactionBlock(Math.max(1, to - from));
    for (int i = from; i < to; i++) {
      slice.add(all, i);
    }
    return slice;
  }

  /** Rows {@code [from, to)} of the features. */
  public static FeatureBlock slice(FeatureBlock all, int from, int to) {
    FeatureBlock slice = new FeatureBlock(Math.max(1, to - from));
    slice.size = to - from;
    for (int f = 0; f < all.columns.length; f++) {
      System.arraycopy(all.columns[f], from, slice.columns[f], 0, to - from);
    }
    System.arraycopy(all.usualAmount, from, slice.usualAmount, 0, to - from);
    System.arraycopy(all.usualAmountFeature, from, slice.usualAmountFeature, 0, to - from);
    System.arraycopy(all.customerCount, from, slice.customerCount, 0, to - from);
    System.arraycopy(all.amountToMean, from, slice.amountToMean, 0, to - from);
    System.arraycopy(all.hour, from, slice.hour, 0, to - from);
    return slice;
  }

  /** Scores rows {@code [from, to)} in blocks of at most {@link EnsembleScorer#BLOCK}. */
  static VerdictBlock score(EnsembleScorer scorer, int from, int to) {
    VerdictBlock all = new VerdictBlock(to - from);
    VerdictBlock verdicts = new VerdictBlock(EnsembleScorer.BLOCK);
    for (int at = from; at < to; at += EnsembleScorer.BLOCK) {
      int end = Math.min(to, at + EnsembleScorer.BLOCK);
      scorer.score(slice(BLOCK, at, end), slice(FEATURES, at, end), verdicts);
      append(verdicts, all);
    }
    return all;
  }

  /** Fails unless both hold the same bits. */
  static void requireSame(VerdictBlock actual, VerdictBlock expected, String description) {
    assertThat(actual.size).as(description).isEqualTo(expected.size);
    assertThat(actual.sequence).as(description).isEqualTo(expected.sequence);
    assertThat(actual.statisticalRisk).as(description).isEqualTo(expected.statisticalRisk);
    assertThat(actual.forestRisk).as(description).isEqualTo(expected.forestRisk);
    assertThat(actual.autoencoderRisk).as(description).isEqualTo(expected.autoencoderRisk);
    assertThat(actual.fusedScore).as(description).isEqualTo(expected.fusedScore);
    assertThat(actual.totalRisk).as(description).isEqualTo(expected.totalRisk);
    assertThat(actual.level).as(description).isEqualTo(expected.level);
    assertThat(actual.decision).as(description).isEqualTo(expected.decision);
    assertThat(actual.rules).as(description).isEqualTo(expected.rules);
    assertThat(actual.typology).as(description).isEqualTo(expected.typology);
  }

  /** Appends all of {@code block} to {@code all}. */
  static void append(VerdictBlock block, VerdictBlock all) {
    System.arraycopy(block.sequence, 0, all.sequence, all.size, block.size);
    System.arraycopy(block.statisticalRisk, 0, all.statisticalRisk, all.size, block.size);
    System.arraycopy(block.forestRisk, 0, all.forestRisk, all.size, block.size);
    System.arraycopy(block.autoencoderRisk, 0, all.autoencoderRisk, all.size, block.size);
    System.arraycopy(block.fusedScore, 0, all.fusedScore, all.size, block.size);
    System.arraycopy(block.totalRisk, 0, all.totalRisk, all.size, block.size);
    System.arraycopy(block.level, 0, all.level, all.size, block.size);
    System.arraycopy(block.decision, 0, all.decision, all.size, block.size);
    System.arraycopy(block.rules, 0, all.rules, all.size, block.size);
    System.arraycopy(block.typology, 0, all.typology, all.size, block.size);
    all.size += block.size;
  }
}
