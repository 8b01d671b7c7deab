package io.tercet.cli.command;

import io.tercet.cli.terminal.Column;
import io.tercet.cli.terminal.Format;
import io.tercet.cli.terminal.Style;
import io.tercet.cli.terminal.Table;
import io.tercet.cli.terminal.Table.Cell;
import io.tercet.store.ModelRegistry;
import io.tercet.store.ModelRegistry.ModelRecord;
import io.tercet.store.ModelRegistry.Status;
import io.tercet.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists models, shows one, puts one in charge, writes one's file. */
@Command(
    name = "models",
    description = "List the models, show or export one, or put one in charge.",
    footer = {
      "  tercet models                               all of them, newest first",
      "  tercet models show VERSION                  its options and metrics",
      "  tercet models activate VERSION              detect uses it from now on",
      "  tercet models export VERSION model.safetensors"
    })
final class ModelsCommand extends AbstractCommand {
  /** What to do. */
  enum Action {
    list,
    show,
    activate,
    export
  }

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "${COMPLETION-CANDIDATES} (default: list).")
  private Action action = Action.list;

  @Parameters(index = "1", arity = "0..1", paramLabel = "VERSION", description = "A model.")
  private @Nullable String version;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "FILE",
      description = "Where export writes; must not exist yet.")
  private @Nullable Path file;

  ModelsCommand(Environment environment) {
    super(environment);
  }

  @Override
  int run(Session session) throws IOException {
    requireArguments();
    try (Store store = session.openExistingStore()) {
      switch (action) {
        case list -> list(session, store.models().list());
        case show -> show(session, find(store.models()));
        case activate -> activate(session, store.models());
        case export -> export(session, store.models());
      }
    }
    return ExitCode.OK;
  }

  private void requireArguments() {
    if (action != Action.list && version == null) {
      throw new UsageException("models " + action + " needs a VERSION; 'tercet models' lists them");
    }
    if (action == Action.export && file == null) {
      throw new UsageException("models export needs a FILE to write");
    }
  }

  private ModelRecord find(ModelRegistry models) {
    String wanted = String.valueOf(version);
    return models
        .find(wanted)
        .orElseThrow(() ->
            new UsageException(
                "there is no model '%s'; 'tercet models' lists them".formatted(wanted)));
  }

  private static void list(Session session, List<ModelRecord> models) {
    if (session.json()) {
      session.result(Map.of("models", models.stream().map(ModelsCommand::json).toList()));
    } else if (models.isEmpty()) {
      session.say("no model yet; '" + Environment.PROGRAM + " train' makes one");
    } else {
      session.show(table(models));
    }
  }

  private static Table table(List<ModelRecord> models) {
    Table table =
        new Table(
            List.of(
                Column.text("version"),
                Column.text("status"),
                Column.text("trained (UTC)").optional(1),
                Column.text("learnt from").optional(2),
                Column.text("up to").optional(2),
                Column.number("rows")));
    for (ModelRecord model : models) {
      table.row(
          List.of(
              Cell.of(model.version()),
              new Cell(
                  text(model.status()), model.status() == Status.ACTIVE ? Style.GREEN : Style.DIM),
              Cell.of(Format.minute(model.trainedAt())),
              Cell.of(Format.day(Format.instant(model.fromMicros()))),
              Cell.of(Format.day(Format.instant(model.toMicros()))),
              Cell.of(Format.count(model.rows()))));
    }
    return table;
  }

  private static void show(Session session, ModelRecord model) {
    if (session.json()) {
      session.result(json(model));
      return;
    }
    Table table = new Table(List.of(Column.text(""), Column.prose("")));
    json(model)
        .forEach((name, value) ->
            table.row(name, value instanceof Json.Raw raw ? raw.json() : value.toString()));
    session.show(table);
  }

  private void activate(Session session, ModelRegistry models) {
    ModelRecord model = find(models);
    models.activate(model.version());
    session.say(model.version() + " is active; detect uses it from now on");
    if (session.json()) {
      session.result(Map.of("active_model", model.version()));
    }
  }

  private void export(Session session, ModelRegistry models) throws IOException {
    byte[] bytes = models.file(find(models).version());
    Path target = Objects.requireNonNull(file);
    Files.write(target, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    session.say("wrote %s (%s)".formatted(target, Format.bytes(bytes.length)));
    if (session.json()) {
      session.result(Map.of("file", target.toString(), "bytes", bytes.length));
    }
  }

  private static Map<String, Object> json(ModelRecord model) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", model.version());
    json.put("status", text(model.status()));
    json.put("trained_at", model.trainedAt());
    json.put("from", Format.iso(model.fromMicros()));
    json.put("to", Format.iso(model.toMicros()));
    json.put("rows", model.rows());
    json.put("seed", model.seed());
    json.put("metrics", new Json.Raw(model.metricsJson()));
    json.put("options", new Json.Raw(model.optionsJson()));
    return json;
  }

  private static String text(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
