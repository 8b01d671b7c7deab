package io.tercet.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document whose tables stand between markers, so that a benchmark can renew its own. */
final class QualityDocument {
  private QualityDocument() {}

  /**
   * Replaces what stands between {@code <!-- begin NAME -->} and {@code <!-- end NAME -->}.
   *
   * @throws IOException if the markers are not there
   */
  static void replace(Path document, String name, String content) throws IOException {
    String text = Files.readString(document);
    String begin = "<!-- begin " + name + " -->\n";
    String end = "<!-- end " + name + " -->";
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    if (from < 0 || to < from) {
      throw new IOException(
          "%s has no place for '%s'. Maybe add the lines '%s' and '%s'."
              .formatted(document, name, begin.strip(), end));
    }
    Files.writeString(
        document, text.substring(0, from + begin.length()) + content + text.substring(to));
  }
}
