package io.tercet.benchmarks.adbench;

import io.tercet.core.detector.forest.ForestOptions;
import io.tercet.core.detector.forest.IsolationForestTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Prints {@code set,AUROC,AP,seconds} of the isolation forest for each {@code .npz} of a folder,
 * and the means. A figure is the mean of five seeds; a run trains on all rows without labels and
 * scores the same rows. {@code peers/adbench_sklearn.py} does the same with scikit-learn.
 */
public final class AdBench {
  private static final int SEEDS = 5;

  private AdBench() {}

  /** Usage: {@code AdBench FOLDER}. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: AdBench FOLDER");
      System.exit(2);
    }
    System.out.println("set,AUROC,AP,seconds");
    List<Quality> all = new ArrayList<>();
    for (Path file : sets(Path.of(arguments[0]))) {
      AnomalySet set = AnomalySet.read(file);
      Quality quality = measure(set);
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

  /** The mean of five seeds with default options. */
  static Quality measure(AnomalySet set) {
    IsolationForestTrainer trainer = new IsolationForestTrainer(ForestOptions.defaults());
    return Quality.mean(
        LongStream.rangeClosed(1, SEEDS)
            .mapToObj(seed -> Quality.measure(trainer, set, seed))
            .toList());
  }
}
