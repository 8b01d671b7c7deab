package io.tercet.cli.command;

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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
  @Mixin private final ImportFlags flags = new ImportFlags();

  ImportCommand(Environment environment) {
    super(environment);
  }

  @Override
  int run(Session session) {
    ImportOptions options = flags.options(session.settings());
    ImportResult result;
    try (Store store = session.openStore()) {
      result = importFiles(session, store, flags.files(), options);
    }
    show(session, result);
    if (session.json()) {
      session.result(json(result, session.elapsed()));
    }
    return ExitCode.OK;
  }

  static ImportResult importFiles(
      Session session, Store store, List<String> files, ImportOptions options) {
    try (JobProgress progress = session.progress(Unit.BYTES)) {
      return new ImportJob(store.transactions(), Stores.tabularFiles(), options)
          .run(files, session.startedAt(), progress);
    }
  }

  static void show(Session session, ImportResult result) {
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

  static Map<String, Object> json(ImportResult result, Duration elapsed) {
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
