package io.tercet.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** With {@code -Dfeatures.write=true} it writes the document instead. */
class FeatureDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "features.md");

  @Test
  void theDocumentHasEveryFeature() throws Exception {
    String start = "| feature | group |";
    String text = Files.readString(DOCUMENT);
    String document = text.substring(0, text.indexOf(start)) + table();
    if (Boolean.getBoolean("features.write")) {
      Files.writeString(DOCUMENT, document);
    }
    assertThat(Files.readString(DOCUMENT))
        .as("docs/features.md; mend it with -Dfeatures.write=true")
        .isEqualTo(document);
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder("| feature | group | unit | suspicious | what it is |\n");
    table.append("|---|---|---|---|---|\n");
    for (Feature feature : Feature.all()) {
      table.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  feature.id(),
                  lower(feature.group()),
                  lower(feature.unit()),
                  feature.direction() == Direction.NONE ? "–" : lower(feature.direction()),
                  feature.description()));
    }
    return table.toString();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
