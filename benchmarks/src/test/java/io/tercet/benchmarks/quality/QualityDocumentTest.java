package io.tercet.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.ensemble.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityDocumentTest {
  @TempDir Path folder;

  @Test
  void onlyWhatStandsBetweenTheMarkersChanges() throws IOException {
    Path file = folder.resolve("quality.md");
    Files.writeString(
        file,
        "a\n<!-- begin x -->\nold\n<!-- end x -->\nb\n<!-- begin y -->\nkept\n<!-- end y -->\n");
    QualityDocument.replace(file, "x", "new\n");
    assertThat(file)
        .hasContent(
            "a\n<!-- begin x -->\nnew\n<!-- end x -->\nb\n<!-- begin y -->\nkept\n<!-- end y -->\n");
  }

  @Test
  void aTableWithoutAPlaceIsRefused() throws IOException {
    Path file = folder.resolve("quality.md");
    Files.writeString(file, "<!-- begin x -->\n");
    assertThatThrownBy(() -> QualityDocument.replace(file, "x", "new\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no place for 'x'");
  }

  @Test
  void theDocumentHasAPlaceForEverySet() {
    assertThat(Path.of("../docs/quality.md"))
        .content()
        .contains(
            "<!-- begin ethereum -->",
            "<!-- begin handbook -->",
            "<!-- begin amlsim -->",
            "<!-- begin generated -->",
            "<!-- begin calibration -->",
            "<!-- begin ablations -->");
  }

  @Test
  void theDigestOfOptionsTellsThemApart() {
    String usual = Provenance.digest(Overrides.defaults());
    assertThat(Provenance.digest(Overrides.defaults())).isEqualTo(usual);
    assertThat(Provenance.digest(Overrides.defaults().withWeights(Weights.ORIGINAL)))
        .isNotEqualTo(usual);
  }
}
