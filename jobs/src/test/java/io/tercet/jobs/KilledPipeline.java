package io.tercet.jobs;

import io.tercet.jobs.imports.ImportJob;
import io.tercet.jobs.imports.ImportOptions;
import io.tercet.store.duckdb.DuckDbParquetFiles;
import java.nio.file.Path;
import java.util.List;

/**
 * Imports, trains and detects in a process of its own, goes on where the store says that it was
 * left, and prints a line before each step: {@code import}, {@code train}, {@code detect}, {@code
 * scoring}, {@code done}; before them {@code interrupted}, if a run was under way when its process
 * died.
 */
final class KilledPipeline {
  private static final DetectRequest REQUEST =
      new DetectRequest(null, null, null, null, null, 1024);

  private KilledPipeline() {}

  /** Says when the first row is about to be scored. */
  private static final class SayScoring implements Progress {
    @Override
    public void step(String name, long total) {
      if (name.equals("Scoring")) {
        say("scoring");
      }
    }

    @Override
    public void advance(long done) {}
  }

  /** Arguments: the store's file, then files of transactions; detects after each of them. */
  public static void main(String[] arguments) {
    try (Pipeline pipeline = new Pipeline(Path.of(arguments[0]))) {
      if (pipeline.store.detections().unfinishedRun().isPresent()) {
        say("interrupted");
      }
      say("open");
      for (int i = 1; i < arguments.length; i++) {
        if (pipeline.number("SELECT count(*) FROM imports") < i) {
          say("import");
          importFile(pipeline, arguments[i]);
        }
        if (pipeline.store.models().active().isEmpty()) {
          say("train");
          pipeline.train(1);
        }
        say("detect");
        new DetectJob(pipeline.store).run(REQUEST, Pipeline.NOW, new SayScoring());
      }
      say("done");
    }
  }

  private static void importFile(Pipeline pipeline, String file) {
    new ImportJob(pipeline.store.transactions(), new DuckDbParquetFiles(), ImportOptions.DEFAULTS)
        .run(List.of(file), Pipeline.NOW, Progress.NONE);
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
