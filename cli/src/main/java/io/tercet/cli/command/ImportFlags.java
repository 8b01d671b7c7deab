package io.tercet.cli.command;

import io.tercet.cli.config.Keys;
import io.tercet.cli.config.Settings;
import io.tercet.jobs.imports.ImportOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The files to import, and how they are read. */
final class ImportFlags {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Files, patterns, or - for standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--map",
      paramLabel = "FIELD=COLUMN",
      description =
          "Where a field is read from: a column, a column/1e18, or a constant 'ETH'. Repeatable.")
  private Map<String, String> map = new LinkedHashMap<>();

  @Option(names = "--currency", paramLabel = "CODE", description = "Currency of rows without one.")
  private @Nullable String currency;

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      description = "What separates columns; 'tab' for a tabulator (default: as the header shows).")
  private @Nullable String delimiter;

  /** The files, at least one. */
  List<String> files() {
    if (files.isEmpty()) {
      throw new UsageException("name a FILE to import, a pattern, or - for standard input");
    }
    return files;
  }

  /** Whether a file was named. */
  boolean hasFiles() {
    return !files.isEmpty();
  }

  ImportOptions options(Settings settings) {
    return UsageException.options(() ->
        ImportOptions.DEFAULTS
            .withMap(map)
            .withCurrency(currency)
            .withDelimiter(delimiterCharacter())
            .withMaxLineLength(settings.integer(Keys.IMPORT_MAX_LINE_LENGTH)));
  }

  private @Nullable Character delimiterCharacter() {
    if (delimiter == null) {
      return null;
    }
    String text =
        switch (delimiter.toLowerCase(Locale.ROOT)) {
          case "tab", "\\t" -> "\t";
          default -> delimiter;
        };
    if (text.length() != 1) {
      throw new UsageException(
          "--delimiter must be one character or 'tab', got '" + delimiter + "'");
    }
    return text.charAt(0);
  }
}
