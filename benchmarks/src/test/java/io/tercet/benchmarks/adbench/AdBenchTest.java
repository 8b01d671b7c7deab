package io.tercet.benchmarks.adbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdBenchTest {
  private static final Path FOLDER = Path.of("../../shared/data/adbench");

  /**
   * Mean AUROC over the eight sets, printed by {@code peers/adbench_sklearn.py} with the versions
   * pinned in {@code peers/requirements.txt} (scikit-learn 1.9.1), mean of seeds 1 to 5.
   */
  private static final double SCIKIT_LEARN = 0.87808;

  @Test
  void theForestRanksAsWellAsScikitLearns() throws IOException {
    assumeTrue(Files.isDirectory(FOLDER), () -> "no ADBench sets in " + FOLDER.toAbsolutePath());
    List<Quality> all = new ArrayList<>();
    for (Path file : AdBench.sets(FOLDER)) {
      all.add(AdBench.measure(AnomalySet.read(file)));
    }
    assertThat(all).hasSize(8);
    assertThat(Quality.mean(all).auroc()).isCloseTo(SCIKIT_LEARN, within(0.003));
  }
}
