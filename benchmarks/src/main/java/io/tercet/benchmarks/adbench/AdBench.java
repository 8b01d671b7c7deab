package io.tercet.benchmarks.adbench;

import io.tercet.core.detector.autoencoder.AutoencoderOptions;
import io.tercet.core.detector.autoencoder.AutoencoderTrainer;
import io.tercet.core.detector.forest.ForestOptions;
import io.tercet.core.detector.forest.IsolationForestTrainer;
import io.tercet.core.detector.neighbours.NeighboursOptions;
import io.tercet.core.detector.neighbours.NeighboursTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Prints {@code set,AUROC,AP,seconds} of a detector for each {@code .npz} of a folder, and the
 * means. A figure is the mean of five seeds; a run trains on all rows without labels and scores the
 * same rows. {@code peers/adbench_sklearn.py} does the same with scikit-learn.
 */
public final class AdBench {
  private static final int SEEDS = 5;

  /** What can be measured, by the name on the command line. */
  enum Kind {
    FOREST,
    NEIGHBOURS,
    AUTOENCODER,
    /** Forest and neighbours, .35 and .65 of their surprise. */
    ENSEMBLE;

    Ranking ranking() {
      Ranking forest = Ranking.of(new IsolationForestTrainer(ForestOptions.defaults()));
      Ranking neighbours = Ranking.of(new NeighboursTrainer(NeighboursOptions.defaults()));
      return switch (this) {
        case FOREST -> forest;
        case NEIGHBOURS -> neighbours;
        case AUTOENCODER -> Ranking.of(new AutoencoderTrainer(AutoencoderOptions.defaults()));
        case ENSEMBLE -> Ranking.combined(forest, 0.35f, neighbours, 0.65f);
      };
    }

    static Kind of(String name) {
      for (Kind kind : values()) {
        if (kind.name().equalsIgnoreCase(name)) {
          return kind;
        }
      }
      throw new IllegalArgumentException(
          "no detector '%s' among %s".formatted(name, Arrays.toString(values())));
    }
  }

  private AdBench() {}

  /** Usage: {@code AdBench FOLDER [DETECTOR]}; the ensemble unless it is named. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 1 || arguments.length > 2) {
      System.err.println("usage: AdBench FOLDER [forest|neighbours|autoencoder|ensemble]");
      System.exit(2);
    }
    run(Path.of(arguments[0]), arguments.length > 1 ? arguments[1] : "ensemble");
  }

  /** Prints the figures of one detector. */
  static void run(Path folder, String detector) throws IOException {
    Ranking ranking = Kind.of(detector).ranking();
    System.out.println("set,AUROC,AP,seconds");
    List<Quality> all = new ArrayList<>();
    for (Path file : sets(folder)) {
      AnomalySet set = AnomalySet.read(file);
      Quality quality = measure(ranking, set);
      System.out.println(quality.csv(set.name()));
      all.add(quality);
    }
    System.out.println(Quality.mean(all).csv("mean"));
  }

  /** The sets in {@code folder}, by name. */
  static List<Path> sets(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".npz")).sorted().toList();
    }
  }

  /** The mean of five seeds. */
  static Quality measure(Ranking ranking, AnomalySet set) {
    return Quality.mean(
        LongStream.rangeClosed(1, SEEDS)
            .mapToObj(seed -> Quality.measure(ranking, set, seed))
            .toList());
  }
}
