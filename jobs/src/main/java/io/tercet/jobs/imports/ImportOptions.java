package io.tercet.jobs.imports;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How files are read.
 *
 * @param map which column a field is read from: keys are Tercet's column names, values a column
 *     ({@code when}), a column divided by a power of ten ({@code value/1e18}) or a constant ({@code
 *     'ETH'}); it wins over a recognised layout
 * @param currency of rows without one; null for the layout's own (ETH, USD), if it has one
 * @param format of all inputs; null to recognise each by its content
 * @param delimiter of delimited text; null to find it in the header
 * @param maxLineLength longest row in bytes, in [256, 64 MiB]; a longer one is rejected
 * @param threads that parse, ≥ 1; the result does not depend on it
 * @param shownRejections how many rejections the result carries, ≥ 0
 */
public record ImportOptions(
    Map<String, String> map,
    @Nullable String currency,
    @Nullable FileFormat format,
    @Nullable Character delimiter,
    int maxLineLength,
    int threads,
    int shownRejections) {

  private static final int MIN_LINE_LENGTH = 256;
  private static final int MAX_LINE_LENGTH = 64 << 20;

  /** Everything recognised by content, rows of up to 1 MiB, a thread a core. */
  public static final ImportOptions DEFAULTS =
      new ImportOptions(
          Map.of(), null, null, null, 1 << 20, Runtime.getRuntime().availableProcessors(), 5);

  public ImportOptions {
    map = Map.copyOf(map);
    expressions(map);
    if (delimiter != null && (delimiter == '"' || delimiter == '\n' || delimiter > 0x7E)) {
      throw new IllegalArgumentException(
          "delimiter must be an ASCII character other than a quote or a line end, got '%s'"
              .formatted(delimiter));
    }
    if (maxLineLength < MIN_LINE_LENGTH || maxLineLength > MAX_LINE_LENGTH) {
      throw new IllegalArgumentException(
          "maxLineLength must be in [256, 67108864] bytes, got " + maxLineLength);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be ≥ 1, got " + threads);
    }
    if (shownRejections < 0) {
      throw new IllegalArgumentException("shownRejections must be ≥ 0, got " + shownRejections);
    }
  }

  /** The same with another map. */
  public ImportOptions withMap(Map<String, String> otherMap) {
    return new ImportOptions(
        otherMap, currency, format, delimiter, maxLineLength, threads, shownRejections);
  }

  /** The same with another currency for rows without one. */
  public ImportOptions withCurrency(@Nullable String otherCurrency) {
    return new ImportOptions(
        map, otherCurrency, format, delimiter, maxLineLength, threads, shownRejections);
  }

  /** The same with another format. */
  public ImportOptions withFormat(@Nullable FileFormat otherFormat) {
    return new ImportOptions(
        map, currency, otherFormat, delimiter, maxLineLength, threads, shownRejections);
  }

  /** The same with another delimiter. */
  public ImportOptions withDelimiter(@Nullable Character otherDelimiter) {
    return new ImportOptions(
        map, currency, format, otherDelimiter, maxLineLength, threads, shownRejections);
  }

  /** The same with another bound on a row, in bytes. */
  public ImportOptions withMaxLineLength(int otherMaxLineLength) {
    return new ImportOptions(
        map, currency, format, delimiter, otherMaxLineLength, threads, shownRejections);
  }

  /** The same with another number of threads that parse. */
  public ImportOptions withThreads(int otherThreads) {
    return new ImportOptions(
        map, currency, format, delimiter, maxLineLength, otherThreads, shownRejections);
  }

  /** The map with its fields resolved. */
  Map<Field, MapExpression> fields() {
    return expressions(map);
  }

  private static Map<Field, MapExpression> expressions(Map<String, String> map) {
    Map<Field, MapExpression> expressions = new EnumMap<>(Field.class);
    map.forEach((name, spelling) -> {
      Field field = field(name);
      expressions.put(field, new MapExpression(field, spelling.strip()));
    });
    return expressions;
  }

  private static Field field(String name) {
    String label = name.strip().toLowerCase(Locale.ROOT);
    for (Field field : Field.values()) {
      if (field.label().equals(label)) {
        return field;
      }
    }
    throw new IllegalArgumentException(
        "--map has no field '%s'. Fields: %s%s"
            .formatted(
                name, String.join(", ", Field.labels()), Proposal.maybe(label, Field.labels())));
  }
}
