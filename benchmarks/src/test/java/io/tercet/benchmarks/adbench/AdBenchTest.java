package io.tercet.benchmarks.adbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
      all.add(AdBench.measure(AdBench.Kind.FOREST.ranking(), AnomalySet.read(file)));
    }
    assertThat(all).hasSize(8);
    assertThat(Quality.mean(all).auroc()).isCloseTo(SCIKIT_LEARN, within(0.003));
  }

  @Test
  void anUnknownDetectorIsNamed() {
    assertThatThrownBy(() -> AdBench.Kind.of("trees"))
        .hasMessageContaining("trees")
        .hasMessageContaining("FOREST");
  }

  @Test
  void aCombinationFollowsItsWeights() {
    AnomalySet set = new AnomalySet("four", new float[1][4], new boolean[4]);
    Ranking up = (any, seed) -> new float[] {1, 2, 3, 4};
    Ranking down = (any, seed) -> new float[] {4, 3, 2, 1};
    assertThat(Ranking.combined(up, 0.9f, down, 0.1f).score(set, 1)).isSorted();
    assertThat(Ranking.combined(up, 0.5f, down, 0.5f).score(set, 1)[0])
        .isEqualTo(Ranking.combined(up, 0.5f, down, 0.5f).score(set, 1)[3]);
  }
}
