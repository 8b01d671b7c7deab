package io.tercet.cli.command;

import io.tercet.cli.terminal.Column;
import io.tercet.cli.terminal.Format;
import io.tercet.cli.terminal.Table;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.ModelRegistry.ModelRecord;
import io.tercet.store.ReportStore.Totals;
import io.tercet.store.Store;
import io.tercet.store.TransactionStore.TransactionSpan;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Shows what the store holds and how far the work has come. */
@Command(
    name = "status",
    description = "Show what the store holds, the active model, and how far detection has come.",
    footer = {
      "  tercet status",
      "  tercet status --store duckdb:other.duckdb",
      "  tercet status --json | jq .waiting"
    })
final class StatusCommand extends AbstractCommand {
  private static final int RUNS = 5;

  StatusCommand(Environment environment) {
    super(environment);
  }

  @Override
  int run(Session session) {
    try (Store store = session.openExistingStore()) {
      Status status = Status.of(store);
      if (session.json()) {
        session.result(status.json());
      } else {
        show(session, status);
      }
    }
    return ExitCode.OK;
  }

  /** What there is to say. */
  private record Status(
      String store,
      Totals totals,
      TransactionSpan span,
      Optional<ModelRecord> active,
      long cursor,
      long waiting,
      Optional<DetectionRun> unfinished,
      List<DetectionRun> runs) {

    static Status of(Store store) {
      long last = store.transactions().lastSequence();
      long cursor = store.detections().cursor();
      return new Status(
          store.name(),
          store.reports().totals(),
          store.transactions().span(),
          store.models().active(),
          cursor,
          last - cursor,
          store.detections().unfinishedRun(),
          store.detections().runs(RUNS));
    }

    Map<String, @Nullable Object> json() {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("store", store);
      json.put("bytes", totals.bytes());
      json.put("schema_version", totals.schemaVersion());
      json.put("transactions", totals.transactions());
      json.put("accounts", totals.accounts());
      json.put("first", span.rows() == 0 ? null : Format.iso(span.firstMicros()));
      json.put("last", span.rows() == 0 ? null : Format.iso(span.lastMicros()));
      json.put("rejected", totals.rejected());
      json.put("verdicts", totals.verdicts());
      json.put("models", totals.models());
      json.put("active_model", active.map(ModelRecord::version).orElse(null));
      json.put("cursor", cursor);
      json.put("waiting", waiting);
      json.put("last_import", totals.lastImport());
      json.put("last_detection", totals.lastDetection());
      json.put("unfinished_run", unfinished.map(DetectionRun::id).orElse(null));
      json.put("runs", runs.stream().map(RunJson::of).toList());
      return json;
    }
  }

  private static void show(Session session, Status status) {
    Table table = new Table(List.of(Column.text(""), Column.prose("")));
    Totals totals = status.totals();
    table.row("store", "%s (%s)".formatted(status.store(), Format.bytes(totals.bytes())));
    table.row("transactions", transactions(status));
    table.row("rejected rows", Format.count(totals.rejected()));
    table.row("last import", time(totals.lastImport()));
    table.row("active model", status.active().map(StatusCommand::model).orElse("none; train one"));
    table.row("models", Format.count(totals.models()));
    table.row("verdicts", Format.count(totals.verdicts()));
    table.row("detect would score", Format.count(status.waiting()));
    table.row("last detection", time(totals.lastDetection()));
    status.unfinished().ifPresent(run -> table.row("unfinished", run.id() + "; detect goes on"));
    session.show(table);
    showRuns(session, status.runs());
  }

  private static String transactions(Status status) {
    TransactionSpan span = status.span();
    return span.rows() == 0
        ? "none; import some"
        : "%s of %s accounts, %s to %s"
            .formatted(
                Format.count(status.totals().transactions()),
                Format.count(status.totals().accounts()),
                Format.day(Format.instant(span.firstMicros())),
                Format.day(Format.instant(span.lastMicros())));
  }

  private static String model(ModelRecord model) {
    return "%s, trained on %s rows".formatted(model.version(), Format.count(model.rows()));
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "never" : Format.minute(time) + " UTC";
  }

  private static void showRuns(Session session, List<DetectionRun> runs) {
    if (runs.isEmpty()) {
      return;
    }
    session.heading("Latest runs");
    Table table =
        new Table(
            List.of(
                Column.text("started (UTC)"),
                Column.number("rows"),
                Column.number("alerts"),
                Column.number("threshold").optional(2),
                Column.id("run").optional(3),
                Column.id("model").optional(1)));
    for (DetectionRun run : runs) {
      table.row(
          Format.minute(run.startedAt()),
          Format.count(run.rows()),
          Format.count(run.alerts()),
          Format.risk(run.threshold()),
          run.id(),
          run.modelVersion());
    }
    session.show(table);
  }
}
