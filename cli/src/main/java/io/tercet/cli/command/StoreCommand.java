package io.tercet.cli.command;

import io.tercet.cli.config.Keys;
import io.tercet.store.Store;
import io.tercet.store.clickhouse.ClickHouseStore;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Creates or migrates the tables of a store, or says of which schema they are. */
@Command(
    name = "store",
    description = "Create a store's tables, migrate them, or say of which schema they are.",
    footer = {
      "  tercet store init --store clickhouse://admin@db:8123/tercet",
      "  tercet store status         its schema, and the one this Tercet knows",
      "  tercet store migrate        brings an older schema up to date",
      "  tercet store script         the SQL of ClickHouse's tables, for a DBA"
    })
final class StoreCommand extends AbstractCommand {
  /** What to do. */
  enum Action {
    init,
    status,
    migrate,
    script
  }

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "${COMPLETION-CANDIDATES} (default: status).")
  private Action action = Action.status;

  StoreCommand(Environment environment) {
    super(environment);
  }

  @Override
  int run(Session session) {
    if (action == Action.script) {
      session.say(ClickHouseStore.script());
      return ExitCode.OK;
    }
    Stores.Schema before = Stores.schema(session.settings(), session.environment());
    if (action == Action.migrate && before.version() == 0) {
      throw new UsageException(
          "there is no store %s yet. Create it: %s store init"
              .formatted(session.settings().get(Keys.STORE), Environment.PROGRAM));
    }
    if (action != Action.status) {
      try (Store store = session.openStore()) {
        store.claim();
      }
    }
    tell(session, before, Stores.schema(session.settings(), session.environment()));
    return ExitCode.OK;
  }

  private static void tell(Session session, Stores.Schema before, Stores.Schema now) {
    if (session.json()) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("store", session.settings().get(Keys.STORE));
      json.put("schema_version", now.version());
      json.put("latest_version", now.latest());
      json.put("migrated", now.version() > before.version());
      session.result(json);
      return;
    }
    session.say(
        now.version() == 0
            ? "no tables yet; '" + Environment.PROGRAM + " store init' creates them"
            : "schema %d of %d%s"
                .formatted(
                    now.version(),
                    now.latest(),
                    now.version() > before.version() ? ", migrated now" : ""));
  }
}
