package io.tercet.jobs.imports;

import io.tercet.jobs.JobException;
import java.util.Locale;

/** The formats of an input, recognised by its content whatever it is called. */
public enum FileFormat {
  /** Delimited text under a header. */
  CSV,
  /** Apache Parquet. */
  PARQUET,
  /** One JSON object a line. */
  JSONL,
  /** No file: rows of a query. */
  QUERY;

  /** The name that people write: {@code csv}, {@code parquet}, {@code jsonl}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format called {@code label}; an IllegalArgumentException names the choices otherwise. */
  public static FileFormat ofLabel(String label) {
    for (FileFormat format : values()) {
      if (format != QUERY && format.label().equals(label)) {
        return format;
      }
    }
    throw new IllegalArgumentException("format must be csv, parquet or jsonl, got '" + label + "'");
  }

  /**
   * Looks at the beginning of {@code content}.
   *
   * @throws JobException if it is none of the formats
   */
  static FileFormat detect(Content content) {
    if (content.startsWith('P', 'A', 'R', '1')) {
      return PARQUET;
    }
    String head = content.head().stripLeading();
    if (head.startsWith("{")) {
      return JSONL;
    }
    requireText(content);
    if (head.startsWith("[")) {
      throw new JobException(
          content.name()
              + " is one JSON list. Write one object a line, for example with: jq -c '.[]'");
    }
    return CSV;
  }

  private static void requireText(Content content) {
    if (content.startsWith(0xFF, 0xFE) || content.startsWith(0xFE, 0xFF)) {
      throw new JobException(content.name() + " is UTF-16 text. Save it as UTF-8.");
    }
    String head = content.head();
    int lineEnd = head.indexOf('\n');
    // Where the head ends within a character, its last one is no sign of damage.
    int end = lineEnd >= 0 ? lineEnd : head.length() - (content.isLongerThanHead() ? 1 : 0);
    // A damaged row is rejected alone; a damaged first line means that nothing can be understood.
    if (head.chars()
        .limit(end)
        .anyMatch(c -> c == '\uFFFD' || (c < ' ' && c != '\t' && c != '\r'))) {
      throw new JobException(
          content.name()
              + " is not text in UTF-8: its first line has other bytes. CSV, JSON lines and"
              + " Parquet can be imported, plain or compressed with gzip or zstd.");
    }
  }
}
