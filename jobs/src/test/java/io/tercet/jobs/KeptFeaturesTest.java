package io.tercet.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.simulation.SimulatedTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detection on kept features against detection that computes them again. */
class KeptFeaturesTest {
  private static final List<SimulatedTransaction> TRAFFIC = Pipeline.traffic(9_000, 11);

  @TempDir private Path folder;

  private Pipeline pipeline(String name) throws IOException {
    return Pipeline.in(Files.createDirectory(folder.resolve(name))).add(TRAFFIC);
  }

  /** A window that ends so many days after the first transaction; null for after the last. */
  private static TrainRequest window(@Nullable Integer days) {
    long first = TRAFFIC.getFirst().transaction().timestampMicros();
    Long end = days == null ? null : first + Duration.ofDays(days).toMillis() * 1000;
    return new TrainRequest(null, end, 7, Pipeline.small(), 3_000);
  }

  private static DetectRequest everything() {
    return new DetectRequest(null, null, null, null, null, Pipeline.CHUNK);
  }

  private static DetectResult detect(Pipeline pipeline, int threads, @Nullable KeptFeatures kept) {
    return new DetectJob(pipeline.store, threads, kept)
        .run(everything(), Pipeline.NOW, Progress.NONE);
  }

  private void requireEqual(@Nullable Integer days) throws IOException {
    try (Pipeline apart = pipeline("apart");
        Pipeline together = pipeline("together");
        KeptFeatures kept = new KeptFeatures(folder)) {
      apart.train(window(days));
      DetectResult expected = detect(apart, 2, null);

      new TrainJob(together.store, kept).run(window(days), Pipeline.NOW, Progress.NONE);
      DetectResult result = detect(together, 5, kept);

      assertThat(result).isEqualTo(expected);
      assertThat(together.tables()).isEqualTo(apart.tables());
      assertThat(together.checkpoint()).isEqualTo(apart.checkpoint());
    }
  }

  @Test
  void keptFeaturesGiveTheSameBits() throws IOException {
    requireEqual(null);
  }

  @Test
  void rowsAfterTheWindowAreComputedByTheEngineThatHasSeenIt() throws IOException {
    requireEqual(20);
  }

  @Test
  void laterRunsDoNotUseThem() throws IOException {
    try (Pipeline pipeline = pipeline("later");
        KeptFeatures kept = new KeptFeatures(folder)) {
      pipeline.train(7);
      pipeline.detect();
      new TrainJob(pipeline.store, kept).run(window(null), Pipeline.NOW, Progress.NONE);

      assertThat(detect(pipeline, 2, kept).rows()).isZero();
    }
  }

  @Test
  void whereNothingCanBeWrittenTheyAreComputedAgain() throws IOException {
    try (Pipeline apart = pipeline("apart");
        Pipeline together = pipeline("together");
        KeptFeatures kept = new KeptFeatures(folder.resolve("no such folder"))) {
      apart.train(window(null));
      detect(apart, 2, null);

      new TrainJob(together.store, kept).run(window(null), Pipeline.NOW, Progress.NONE);
      detect(together, 2, kept);

      assertThat(together.tables()).isEqualTo(apart.tables());
    }
  }

  @Test
  void nothingIsLeftInTheFolder() throws IOException {
    try (Pipeline pipeline = pipeline("left");
        KeptFeatures kept = new KeptFeatures(folder)) {
      new TrainJob(pipeline.store, kept).run(window(null), Pipeline.NOW, Progress.NONE);
      detect(pipeline, 2, kept);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(Path::getFileName).map(Path::toString)).containsOnly("left");
    }
  }

  /**
   * A run on kept features dies, and so does the one that finishes it; nobody has them any more.
   */
  @Test
  void whatDiedWithThemIsFinishedWithoutThem() throws IOException {
    try (Pipeline apart = pipeline("apart");
        Pipeline together = pipeline("together");
        KeptFeatures kept = new KeptFeatures(folder)) {
      apart.train(window(20));
      DetectResult expected = detect(apart, 2, null);

      new TrainJob(together.store, kept).run(window(20), Pipeline.NOW, Progress.NONE);
      for (int rows : new int[] {2_000, 7_000}) {
        assertThat(stopAfter(rows, together, kept)).isTrue();
      }
      DetectResult result = detect(together, 2, null);

      assertThat(result.rows()).isEqualTo(expected.rows());
      assertThat(result.alerts()).isEqualTo(expected.alerts());
      assertThat(together.tables()).isEqualTo(apart.tables());
      assertThat(together.checkpoint()).isEqualTo(apart.checkpoint());
    }
  }

  private static boolean stopAfter(int rows, Pipeline pipeline, KeptFeatures kept) {
    Progress stopping =
        new Progress() {
          private boolean stop;

          @Override
          public void step(String name, long total) {}

          @Override
          public void advance(long done) {
            stop = done >= rows;
          }

          @Override
          public boolean stopRequested() {
            return stop;
          }
        };
    try {
      new DetectJob(pipeline.store, 2, kept).run(everything(), Pipeline.NOW, stopping);
      return false;
    } catch (JobStopped stopped) {
      return true;
    }
  }
}
