package io.tercet.cli.command;

import io.tercet.cli.terminal.Column;
import io.tercet.cli.terminal.Format;
import io.tercet.cli.terminal.Style;
import io.tercet.cli.terminal.Table;
import io.tercet.cli.terminal.Table.Cell;
import io.tercet.store.metadata.RunState;
import io.tercet.store.metadata.RunStore.Run;
import io.tercet.store.metadata.RunStore.RunEnd;
import io.tercet.store.metadata.RunStore.RunFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists what was run. */
@Command(
    name = "runs",
    description = {
      "List the runs of import, train, detect and evaluate: when, on what, and what became of them.",
      "They are recorded where there is metadata: see 'tercet metadata'."
    },
    footer = {
      "  tercet runs                          the latest 20, newest first",
      "  tercet runs --kind detect --limit 100",
      "  tercet runs --state failed --json"
    })
final class RunsCommand extends AbstractCommand {
  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Only import, train, detect or evaluate.")
  private @Nullable String kind;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only running, succeeded, failed, stopped or abandoned.")
  private @Nullable String state;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many, in [1, 10000] (default: ${DEFAULT-VALUE}).")
  private int limit = 20;

  RunsCommand(Environment environment) {
    super(environment);
  }

  @Override
  int run(Session session) {
    RunFilter filter =
        UsageException.options(() ->
            RunFilter.latest(limit).ofKind(kind).inState(state == null ? null : parse(state)));
    Metadata.storedRunLog(session).markAbandoned();
    List<Run> runs = session.metadata().runs().list(filter);
    if (session.json()) {
      session.result(Map.of("runs", runs.stream().map(RunsCommand::json).toList()));
    } else if (runs.isEmpty()) {
      session.say("no run yet");
    } else {
      session.show(table(runs));
    }
    return ExitCode.OK;
  }

  private static RunState parse(String word) {
    for (RunState state : RunState.values()) {
      if (text(state).equals(word.strip().toLowerCase(Locale.ROOT))) {
        return state;
      }
    }
    throw new UsageException(
        "--state must be running, succeeded, failed, stopped or abandoned, got '%s'"
            .formatted(word));
  }

  private static Table table(List<Run> runs) {
    Table table =
        new Table(
            List.of(
                Column.number("run"),
                Column.text("what"),
                Column.text("state"),
                Column.text("began (UTC)").optional(1),
                Column.number("took").optional(2),
                Column.number("rows"),
                Column.number("alerts").optional(3),
                Column.prose("error")));
    for (Run run : runs) {
      table.row(
          List.of(
              Cell.of(String.valueOf(run.id())),
              Cell.of(run.begun().kind()),
              new Cell(text(run.state()), style(run.state())),
              Cell.of(Format.minute(run.startedAt())),
              Cell.of(took(run)),
              Cell.of(count(run.end() == null ? null : run.end().rows())),
              Cell.of(count(run.end() == null ? null : run.end().alerts())),
              Cell.of(error(run.end()))));
    }
    return table;
  }

  private static String error(@Nullable RunEnd end) {
    return end == null || end.error() == null ? "" : end.error();
  }

  private static Style style(RunState state) {
    return switch (state) {
      case SUCCEEDED -> Style.GREEN;
      case FAILED, ABANDONED -> Style.RED;
      case RUNNING, STOPPED -> Style.YELLOW;
    };
  }

  private static String took(Run run) {
    Instant end = run.endedAt();
    return end == null ? "" : Format.duration(Duration.between(run.startedAt(), end));
  }

  private static String count(@Nullable Long value) {
    return value == null ? "" : Format.count(value);
  }

  private static Map<String, @Nullable Object> json(Run run) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("run", run.id());
    json.put("kind", run.begun().kind());
    json.put("state", text(run.state()));
    json.put("store", run.begun().store());
    json.put("from", run.begun().from());
    json.put("to", run.begun().to());
    json.put("started_at", run.startedAt());
    json.put("ended_at", run.endedAt());
    RunEnd end = run.end();
    json.put("model", end == null ? null : end.model());
    json.put("rows", end == null ? null : end.rows());
    json.put("alerts", end == null ? null : end.alerts());
    json.put("error", end == null ? null : end.error());
    json.put("host", run.begun().place().host());
    json.put("process", run.begun().place().process());
    return json;
  }

  private static String text(RunState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
