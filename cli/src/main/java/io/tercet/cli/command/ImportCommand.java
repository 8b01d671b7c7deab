package io.tercet.cli.command;

import io.tercet.cli.config.Keys;
import io.tercet.cli.config.Settings;
import io.tercet.cli.progress.JobProgress;
import io.tercet.cli.progress.JobProgress.Unit;
import io.tercet.cli.terminal.Column;
import io.tercet.cli.terminal.Format;
import io.tercet.cli.terminal.Style;
import io.tercet.cli.terminal.Table;
import io.tercet.cli.terminal.Table.Cell;
import io.tercet.jobs.imports.ImportJob;
import io.tercet.jobs.imports.ImportOptions;
import io.tercet.jobs.imports.ImportResult;
import io.tercet.jobs.imports.ImportResult.Rejection;
import io.tercet.jobs.imports.ImportedFile;
import io.tercet.store.Store;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings files into the store. */
@Command(
    name = "import",
    description = {
      "Import transactions: CSV, JSON lines or Parquet; plain, gzip or zstd; '-' is standard input.",
      "Known layouts are recognised by their columns; --map names the columns of any other.",
      "A row that is no transaction is kept aside with the reason; the rest goes in."
    },
    footer = {
      "  tercet import transactions.csv",
      "  tercet import 'data/2026-*.csv.gz' more.parquet",
      "  tercet import export.csv --map user_id=customer --map timestamp=when",
      "  tercet import values.csv --map amount=value/1e18 --currency ETH",
      "  zcat dump.csv.gz | tercet import - --json"
    })
final class ImportCommand extends AbstractCommand {
  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
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

  ImportCommand(Environment environment) {
    super(environment);
  }

  @Override
  int run(Session session) {
    ImportOptions options = options(session.settings());
    ImportResult result;
    try (Store store = session.openStore()) {
      result = importFiles(session, store, files, options);
    }
    show(session, result);
    if (session.json()) {
      session.result(json(result, session.elapsed()));
    }
    return ExitCode.OK;
  }

  private ImportOptions options(Settings settings) {
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

  static ImportResult importFiles(
      Session session, Store store, List<String> files, ImportOptions options) {
    try (JobProgress progress = session.progress(Unit.BYTES)) {
      return new ImportJob(store.transactions(), Stores.tabularFiles(), options)
          .run(files, session.startedAt(), progress);
    }
  }

  private static void show(Session session, ImportResult result) {
    session.say(
        "%s of %s rows imported, %s duplicates, %s rejected"
            .formatted(
                Format.count(result.imported()),
                Format.count(result.rows()),
                Format.count(result.duplicates()),
                Format.count(result.rejected())));
    session.show(files(result.files()));
    if (!result.firstRejections().isEmpty()) {
      session.heading("First rejected rows (table rejected_rows has all)");
      session.show(rejections(result.firstRejections()));
    }
  }

  private static Table files(List<ImportedFile> files) {
    Table table = new Table(List.of(Column.id(""), Column.text(""), Column.number("")));
    for (ImportedFile file : files) {
      table.row(
          List.of(
              Cell.of(file.name()),
              new Cell(format(file), Style.DIM),
              Cell.of(Format.count(file.rows()) + " rows")));
    }
    return table;
  }

  private static String format(ImportedFile file) {
    return "%s, layout %s".formatted(name(file.format()), file.layout().label());
  }

  private static String name(Enum<?> format) {
    return format.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Table rejections(List<Rejection> rejections) {
    Table table =
        new Table(List.of(Column.id("file"), Column.number("line"), Column.prose("reason")));
    for (Rejection rejection : rejections) {
      table.row(
          rejection.source().file(), Format.count(rejection.source().line()), rejection.reason());
    }
    return table;
  }

  private static Map<String, Object> json(ImportResult result, Duration elapsed) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rows", result.rows());
    json.put("imported", result.imported());
    json.put("duplicates", result.duplicates());
    json.put("rejected", result.rejected());
    json.put("files", result.files().stream().map(ImportCommand::file).toList());
    json.put("seconds", Format.seconds(elapsed));
    return json;
  }

  private static Map<String, Object> file(ImportedFile file) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file.name());
    json.put("format", name(file.format()));
    json.put("layout", file.layout().label());
    json.put("rows", file.rows());
    return json;
  }
}
