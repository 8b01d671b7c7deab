package io.tercet.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.simulation.SimulatedTransaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of the checkpoint, the tables come out the same. */
class CheckpointTest {
  private static final List<SimulatedTransaction> ROWS = Pipeline.traffic(6_000, 11);

  @TempDir Path folder;

  /** What happens to a checkpoint's file between two runs. */
  enum Damage {
    DELETED,
    TRUNCATED,
    FLIPPED,
    EMPTY;

    void apply(Path file) throws Exception {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 16;
      switch (this) {
        case DELETED -> Files.delete(file);
        case TRUNCATED -> Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
        case FLIPPED -> Files.write(file, bytes);
        case EMPTY -> Files.write(file, new byte[0]);
      }
    }
  }

  @Test
  void aDamagedCheckpointIsRebuilt() throws Exception {
    String intact = run(null);
    for (Damage damage : Damage.values()) {
      assertThat(run(damage)).as(damage.name()).isEqualTo(intact);
    }
  }

  /** Imports and detects five times, and changes the model back and forth meanwhile. */
  private String run(@Nullable Damage damage) throws Exception {
    Path own = Files.createDirectories(folder.resolve("run" + damage));
    try (Pipeline pipeline = Pipeline.in(own)) {
      pipeline.add(ROWS.subList(0, 3_000));
      String a = pipeline.train(1).version();
      String b = pipeline.train(2).version();
      List<String> models = List.of(a, b, a, a, b);
      for (int i = 0; i < models.size(); i++) {
        pipeline.detectWith(models.get(i));
        if (damage != null) {
          damage.apply(pipeline.checkpointFile());
        }
        int at = 3_000 + i * 600;
        // Out of order: what is late in event time comes with the next import.
        pipeline.add(ROWS.subList(at + 300, at + 600)).add(ROWS.subList(at, at + 300));
      }
      pipeline.detectWith(a);
      return pipeline.tables() + pipeline.checkpoint();
    }
  }

  @Test
  void smallRunsLeaveTheCheckpointAndGoOnFromIt() throws Exception {
    for (List<Integer> models :
        List.of(List.of(0, 0, 0, 0), List.of(0, 1, 1, 0), List.of(0, 0, 1, 1))) {
      String intact = smallRuns(models, false);
      assertThat(smallRuns(models, true)).as("models %s", models).isEqualTo(intact);
    }
  }

  /**
   * Detects in 5,000 rows and three times in 100 more; without the checkpoint, if it is deleted.
   */
  private String smallRuns(List<Integer> models, boolean deleted) throws Exception {
    Path own = Files.createDirectories(folder.resolve("small" + models + deleted));
    try (Pipeline pipeline = Pipeline.in(own)) {
      pipeline.add(ROWS.subList(0, 5_000));
      List<String> versions = List.of(pipeline.train(1).version(), pipeline.train(2).version());
      pipeline.detectWith(versions.get(models.getFirst()));
      String first = pipeline.checkpoint();
      for (int i = 1; i < models.size(); i++) {
        pipeline.add(ROWS.subList(4_950 + 50 * i, 5_000 + 50 * i));
        if (deleted) {
          Files.deleteIfExists(pipeline.checkpointFile());
        }
        pipeline.detectWith(versions.get(models.get(i)));
        assertThat(pipeline.checkpoint().equals(first)).as("run %d", i).isEqualTo(!deleted);
      }
      return pipeline.tables();
    }
  }

  @Test
  void aRunThatDiedAfterItsCheckpointIsOnlyFinished() throws Exception {
    Path own = Files.createDirectories(folder.resolve("died"));
    try (Pipeline pipeline = Pipeline.in(own)) {
      pipeline.add(ROWS.subList(0, 3_000)).train(1);
      DetectRequest request = new DetectRequest(null, null, null, null, null, Pipeline.CHUNK);
      DetectResult whole = pipeline.detect(request);
      String tables = pipeline.tables();
      pipeline.close();
      unfinish(pipeline.file);
      try (Pipeline again = new Pipeline(pipeline.file)) {
        DetectResult resumed = again.detect(request);
        assertThat(resumed.resumed()).isTrue();
        assertThat(resumed.rows()).isEqualTo(whole.rows());
        assertThat(resumed.alerts()).isEqualTo(whole.alerts());
        assertThat(again.tables()).isEqualTo(tables);
      }
    }
  }

  private static void unfinish(Path file) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        var statement = connection.createStatement()) {
      statement.execute("UPDATE detection_runs SET finished_at = NULL");
    }
  }
}
