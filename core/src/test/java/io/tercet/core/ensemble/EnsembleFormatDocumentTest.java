package io.tercet.core.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tercet.core.model.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/model-format.md} names every tensor and text that a model file has. */
class EnsembleFormatDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/model-format.md");

  @Test
  void everyTensorAndTextIsDocumented() throws IOException {
    assumeTrue(Files.exists(DOCUMENT), "docs/ is not there");
    String document = Files.readString(DOCUMENT);
    Tensors tensors = EnsembleFormat.write(SampleEnsemble.MODEL);
    for (String name : tensors.all().keySet()) {
      assertThat(document).contains("`" + pattern(name) + "`");
    }
    for (String key : tensors.metadata().keySet()) {
      assertThat(document).contains("`" + pattern(key) + "`");
    }
  }

  /** The name as the document writes it: one row for all features, typologies and layers. */
  private static String pattern(String name) {
    return name.replaceFirst("^statistical\\.[a-z0-9_]+\\.", "statistical.FEATURE.")
        .replaceFirst("^(calibration|options)\\.typology\\.\\d+\\.", "$1.typology.T.")
        .replaceFirst(
            "^calibration\\.(statistical|general|forest|autoencoder|blend|typology\\.T)\\.",
            "calibration.X.")
        .replaceFirst("^autoencoder\\.(weight|bias)\\.\\d+$", "$1.i")
        .replaceFirst("^(forest|autoencoder)\\.", "");
  }
}
