package io.tercet.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds docs/configuration.md to the keys there are. */
class ConfigurationDocTest {
  private static final Path DOC = Path.of("../docs/configuration.md");

  @Test
  void everyKeyStandsInTheTableWithItsDefaultVariableAndMeaning() throws IOException {
    List<String> rows =
        Files.readAllLines(DOC).stream().filter(line -> line.startsWith("| `")).toList();

    assertThat(rows).containsExactlyElementsOf(Keys.ALL.stream().map(this::row).toList());
  }

  private String row(Key<?> key) {
    return "| `%s` | `%s` | `%s` | %s |"
        .formatted(key.path(), key.fallbackYaml(), key.variable(), key.meaning());
  }
}
