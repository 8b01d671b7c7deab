package io.tercet.cli.command;

import io.tercet.cli.progress.JobProgress;
import io.tercet.cli.progress.JobProgress.Unit;
import io.tercet.cli.terminal.Column;
import io.tercet.cli.terminal.Format;
import io.tercet.cli.terminal.Style;
import io.tercet.cli.terminal.Table;
import io.tercet.cli.terminal.Table.Cell;
import io.tercet.jobs.RunLog;
import io.tercet.jobs.RunLog.Outcome;
import io.tercet.jobs.RunLog.Start;
import io.tercet.jobs.imports.ImportJob;
import io.tercet.jobs.imports.ImportOptions;
import io.tercet.jobs.imports.ImportResult;
import io.tercet.jobs.imports.ImportResult.Rejection;
import io.tercet.jobs.imports.ImportedFile;
import io.tercet.store.Store;
import io.tercet.store.TabularQuery;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings files into the store. */
@Command(
    name = "import",
    description = {
      "Import transactions: CSV, JSON lines or Parquet; plain, gzip or zstd; '-' is standard input.",
      "Known layouts are recognised by their columns; --map names the columns of any other.",
      "A row that is no transaction is kept aside with the reason; the rest goes in.",
      "Or the rows of a query: --from names a PostgreSQL database, which is only read. Its password",
      "comes from TERCET_IMPORT_PASSWORD, or the file that TERCET_IMPORT_PASSWORD_FILE names."
    },
    footer = {
      "  tercet import transactions.csv",
      "  tercet import 'data/2026-*.csv.gz' more.parquet",
      "  tercet import export.csv --map user_id=customer --map timestamp=when",
      "  tercet import values.csv --map amount=value/1e18 --currency ETH",
      "  zcat dump.csv.gz | tercet import - --json",
      "  tercet import --from postgresql://reader@db/shop --query 'SELECT * FROM tx'"
    })
final class ImportCommand extends AbstractCommand {
  @Mixin private final ImportFlags flags = new ImportFlags();

  @Option(
      names = "--from",
      paramLabel = "URL",
      description = "A database to import from: postgresql://USER@HOST:PORT/DATABASE?PARAMETERS.")
  private @Nullable String from;

  @Option(
      names = "--query",
      paramLabel = "SQL",
      description = "With --from: one statement that reads; its columns are mapped as a file's.")
  private @Nullable String query;

  ImportCommand(Environment environment) {
    super(environment);
  }

  @Override
  int run(Session session) {
    ImportOptions options = flags.options(session.settings());
    TabularQuery rows = query(session);
    List<String> files = rows == null ? flags.files() : List.of();
    ImportResult result;
    try (Store store = session.openStore()) {
      result =
          rows == null
              ? importFiles(session, store, files, options)
              : importRows(session, store, rows, options);
    }
    show(session, result);
    if (session.json()) {
      session.result(json(result, session.elapsed()));
    }
    return ExitCode.OK;
  }

  private @Nullable TabularQuery query(Session session) {
    if (from == null && query == null) {
      return null;
    }
    if (from == null || query == null || flags.hasFiles()) {
      throw new UsageException("--from URL and --query SQL go together, and without a FILE");
    }
    return Stores.query(session, from, query);
  }

  private static ImportResult importRows(
      Session session, Store store, TabularQuery rows, ImportOptions options) {
    ImportJob job = new ImportJob(store.transactions(), Stores.tabularFiles(), options);
    RunLog log = session.runLog();
    try (JobProgress progress = session.progress()) {
      return log.record(
          Start.of("import", store.name()),
          () -> job.run(rows, session.startedAt(), progress),
          result -> Outcome.ofRows(result.rows()));
    }
  }

  static ImportResult importFiles(
      Session session, Store store, List<String> files, ImportOptions options) {
    ImportJob job = new ImportJob(store.transactions(), Stores.tabularFiles(), options);
    RunLog log = session.runLog();
    try (JobProgress progress = session.progress(Unit.BYTES)) {
      return log.record(
          Start.of("import", store.name()),
          () -> job.run(files, session.startedAt(), progress),
          result -> Outcome.ofRows(result.rows()));
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
