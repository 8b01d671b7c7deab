package io.tercet.jobs.typologies;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.detector.statistical.Typology;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.jobs.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** With {@code -Dtypologies.write=true} it writes the document's tables instead. */
class TypologiesDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "typologies.md");

  @Test
  void theDocumentHasEveryTypologyOfThePacks() throws IOException {
    StringBuilder table = new StringBuilder("| typology | pack | weight | looks like | looks like");
    table.append(" it, and is innocent | source |\n|---|---|---|---|---|---|\n");
    for (String pack : TypologyPacks.NAMES) {
      TypologyPacks.pack(pack).forEach(typology -> table.append(row(pack, typology)));
    }
    requireTable("packs", table.toString());
  }

  private static String row(String pack, Typology typology) {
    return "| `%s` | %s | %s | %s | %s | %s |\n"
        .formatted(
            typology.id(),
            pack,
            typology.weight() == 1 ? "1" : Double.toString(typology.weight()),
            typology.description(),
            String.join(" ", typology.lookAlikes()),
            typology.source());
  }

  @Test
  void theDocumentSaysWhatTheTypologiesFind() throws IOException {
    TrialRequest request =
        new TrialRequest(
            EnsembleOptions.defaults(TypologyPacks.standard()),
            TrialRequest.DEFAULT_TRANSACTIONS,
            1,
            TrialRequest.DEFAULT_BUDGET);
    TrialResult result = TypologyTrial.run(request, Progress.NONE);
    requireTable("trial", totals(result) + kinds(result));
  }

  private static String totals(TrialResult result) {
    return String.format(
        Locale.ROOT,
        "%,d transactions of %d days, %,d alerts: %,d of %,d frauds, %,d false alerts, of which %,d"
            + " are look-alikes (%.1f %% of the alerts).%n%n",
        result.transactions(),
        result.days(),
        result.alerts(),
        result.found(),
        result.frauds(),
        result.falseAlerts(),
        result.lookAlikeAlerts(),
        100 * result.lookAlikeShare());
  }

  private static String kinds(TrialResult result) {
    StringBuilder table = new StringBuilder("| fraud | found | of | recall | mostly named |");
    table.append(" look-alike | alerts | of |\n|---|---|---|---|---|---|---|---|\n");
    for (TrialResult.Kind kind : result.kinds()) {
      table.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %d | %d | %s | %s | `%s` | %d | %d |%n",
              kind.id(),
              kind.found(),
              kind.frauds(),
              Double.isNaN(kind.recall()) ? "–" : "%.2f".formatted(kind.recall()),
              kind.loudest().isEmpty() ? "–" : "`" + kind.loudest() + "`",
              kind.lookAlike(),
              kind.lookAlikeAlerts(),
              kind.lookAlikes()));
    }
    return table.toString();
  }

  private static void requireTable(String name, String table) throws IOException {
    String text = Files.readString(DOCUMENT);
    int from = text.indexOf("-->\n", text.indexOf("<!-- " + name + ":")) + 4;
    int to = text.indexOf("<!-- end of " + name + " -->");
    assertThat(from).as("markers of " + name).isBetween(5, to);
    String document = text.substring(0, from) + table + text.substring(to);
    if (Boolean.getBoolean("typologies.write")) {
      Files.writeString(DOCUMENT, document);
    }
    assertThat(Files.readString(DOCUMENT))
        .as("docs/typologies.md; mend it with -Dtypologies.write=true")
        .isEqualTo(document);
  }
}
