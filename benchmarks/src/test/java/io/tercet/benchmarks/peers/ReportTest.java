package io.tercet.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  @Test
  void aPartReplacesWhatIsBetweenItsMarkersAndNothingElse() {
    String text = "a\n<!-- job -->old<!-- /job -->\nb <!-- jmh -->kept<!-- /jmh -->";
    String once = Report.replaced(text, "job", "new\n");
    assertThat(once)
        .isEqualTo("a\n<!-- job -->\n\nnew\n\n<!-- /job -->\nb <!-- jmh -->kept<!-- /jmh -->");
    assertThat(Report.replaced(once, "job", "new\n")).isEqualTo(once);
  }

  @Test
  void aMissingMarkerIsNamed() {
    assertThatThrownBy(() -> Report.replaced("<!-- job -->", "job", ""))
        .hasMessage("no place is marked <!-- job -->");
  }

  @Test
  void theDocumentHasAPlaceForEveryPart() throws IOException {
    String document = Files.readString(Path.of("../docs/performance.md"));
    for (String part : List.of("kernels", "shapes", "job", "limits", "profile")) {
      assertThat(Report.replaced(document, part, "x")).contains("<!-- " + part + " -->\n\nx\n");
    }
  }
}
