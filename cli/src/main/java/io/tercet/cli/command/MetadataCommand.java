package io.tercet.cli.command;

import io.tercet.store.metadata.jdbc.JdbcMetadataStore;
import io.tercet.store.metadata.jdbc.JdbcMetadataStore.Schema;
import io.tercet.store.metadata.jdbc.MetadataOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes the metadata database, says how it is, brings it up to date. */
@Command(
    name = "metadata",
    description = {
      "Make the database of runs, jobs, settings, audit and reviews; say how it is; bring it up to",
      "date. A password comes from TERCET_METADATA_PASSWORD, or the file TERCET_METADATA_PASSWORD_FILE."
    },
    footer = {
      "  tercet metadata                      where it is, and which schema it has",
      "  tercet metadata init                 make it, beside the store by default",
      "  tercet metadata migrate              after an update of Tercet",
      "  tercet metadata init --metadata postgresql://tercet@db:5432/tercet"
    })
final class MetadataCommand extends AbstractCommand {
  /** What to do. */
  enum Action {
    init,
    status,
    migrate
  }

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "${COMPLETION-CANDIDATES} (default: status).")
  private Action action = Action.status;

  MetadataCommand(Environment environment) {
    super(environment);
  }

  @Override
  int run(Session session) {
    switch (action) {
      case init -> make(session, Metadata.addressToMake(session));
      case migrate -> make(session, requireAddress(session));
      case status -> status(session);
    }
    return ExitCode.OK;
  }

  private static String requireAddress(Session session) {
    return Metadata.address(session)
        .orElseGet(() -> {
          throw new UsageException(
              "there is no metadata yet. Make it: %s metadata init".formatted(Environment.PROGRAM));
        });
  }

  private static void make(Session session, String url) {
    MetadataOptions options = Metadata.options(session, url);
    Schema before = JdbcMetadataStore.migrate(options);
    String name = options.address().name();
    if (before.version() == before.latest()) {
      session.say("%s is up to date (schema %d)".formatted(name, before.latest()));
    } else if (before.version() == 0) {
      session.say("%s is ready (schema %d)".formatted(name, before.latest()));
    } else {
      session.say(
          "%s was brought from schema %d to %d".formatted(name, before.version(), before.latest()));
    }
    show(session, name, before.latest(), before.latest());
  }

  private static void status(Session session) {
    Optional<String> url = Metadata.address(session);
    if (url.isEmpty()) {
      session.say(
          "no metadata: runs are not recorded. '%s metadata init' makes some"
              .formatted(Environment.PROGRAM));
      show(session, null, 0, 0);
      return;
    }
    MetadataOptions options = Metadata.options(session, url.get());
    Schema schema = JdbcMetadataStore.schema(options);
    session.say(
        "%s has schema %d of %d"
            .formatted(options.address().name(), schema.version(), schema.latest()));
    show(session, options.address().name(), schema.version(), schema.latest());
  }

  private static void show(Session session, @Nullable String name, int version, int latest) {
    if (session.json()) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("metadata", name);
      json.put("schema", version);
      json.put("latest", latest);
      json.put("ready", name != null && version == latest);
      session.result(json);
    }
  }
}
