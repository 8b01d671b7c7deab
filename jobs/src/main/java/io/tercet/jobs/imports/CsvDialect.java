package io.tercet.jobs.imports;

import io.tercet.jobs.JobException;
import org.jspecify.annotations.Nullable;

/**
 * How a delimited text is written, as its first line shows.
 *
 * @param delimiter between two cells
 * @param lineEnd the last character of a line: a line feed, or a carriage return where there are no
 *     line feeds
 */
record CsvDialect(char delimiter, char lineEnd) {
  private static final String DELIMITERS = ",;\t|";

  /**
   * Looks at the first line of {@code content}.
   *
   * @param delimiter the one that the user named; null to find it
   * @throws JobException if the first line does not end, or shows no delimiter
   */
  static CsvDialect detect(Content content, @Nullable Character delimiter) {
    char lineEnd = lineEnd(content);
    String header = firstLine(content, lineEnd);
    char found = delimiter != null ? delimiter : mostFrequent(header);
    if (count(header, found) == 0) {
      throw new JobException(
          ("%s: its header is one column, '%s'. Cells are separated by a comma, semicolon, tab or"
                  + " '|'%s; name another with --delimiter.")
              .formatted(
                  content.name(),
                  Texts.shorten(header, 120),
                  delimiter == null ? "" : ", not by '" + delimiter + "'"));
    }
    return new CsvDialect(found, lineEnd);
  }

  private static char lineEnd(Content content) {
    String head = content.head();
    return head.indexOf('\n') < 0 && head.indexOf('\r') >= 0 ? '\r' : '\n';
  }

  private static String firstLine(Content content, char lineEnd) {
    String head = content.head().stripLeading();
    int end = head.indexOf(lineEnd);
    if (end < 0 && content.isLongerThanHead()) {
      throw new JobException(
          "%s: its first line has more than %d KiB. Is it a table with a header?"
              .formatted(content.name(), Content.HEAD_BYTES >> 10));
    }
    return (end < 0 ? head : head.substring(0, end)).strip();
  }

  private static char mostFrequent(String header) {
    char best = DELIMITERS.charAt(0);
    for (char candidate : DELIMITERS.toCharArray()) {
      best = count(header, candidate) > count(header, best) ? candidate : best;
    }
    return best;
  }

  /** How often {@code wanted} occurs outside quotes. */
  private static int count(String header, char wanted) {
    boolean quoted = false;
    int count = 0;
    for (char c : header.toCharArray()) {
      quoted ^= c == '"';
      count += c == wanted && !quoted ? 1 : 0;
    }
    return count;
  }
}
