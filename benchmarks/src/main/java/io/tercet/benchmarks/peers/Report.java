package io.tercet.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a part's table to NAME.md and NAME.json, and on request between {@code <!-- NAME -->} and
 * {@code <!-- /NAME -->} of docs/performance.md.
 */
final class Report {
  private final Settings settings;

  Report(Settings settings) {
    this.settings = settings;
  }

  void write(String name, String markdown, String json) throws IOException {
    Files.createDirectories(settings.work());
    Files.writeString(settings.work().resolve(name + ".md"), markdown);
    Files.writeString(settings.work().resolve(name + ".json"), json + "\n");
    if (settings.document()) {
      Path document = settings.home().resolve("docs/performance.md");
      Files.writeString(document, replaced(Files.readString(document), name, markdown));
    }
  }

  /** {@code text} with another part between the markers of {@code name}. */
  static String replaced(String text, String name, String part) {
    String begin = "<!-- " + name + " -->";
    int from = text.indexOf(begin);
    int to = text.indexOf("<!-- /" + name + " -->");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no place is marked <!-- " + name + " -->");
    }
    return text.substring(0, from + begin.length())
        + "\n\n"
        + part.strip()
        + "\n\n"
        + text.substring(to);
  }
}
