package io.tercet.cli.command;

import io.tercet.cli.terminal.Column;
import io.tercet.cli.terminal.Format;
import io.tercet.cli.terminal.Table;
import io.tercet.store.metadata.AuditLog;
import io.tercet.store.metadata.AuditLog.AuditEntry;
import io.tercet.store.metadata.AuditLog.AuditFilter;
import io.tercet.store.metadata.AuditLog.Fault;
import io.tercet.store.metadata.AuditLog.Mark;
import io.tercet.store.metadata.AuditLog.Verification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the audit, and checks that nobody changed it. */
@Command(
    name = "audit",
    description = {
      "List who changed what, or check the chain of hashes from the first entry on: it ends with",
      "exit code 1 and names the first entry that was changed or is missing."
    },
    footer = {
      "  tercet audit                         the latest 20 entries",
      "  tercet audit verify                  prints a mark to be noted elsewhere",
      "  tercet audit verify --mark 120:9f2c…    that entry must still be as it was"
    })
final class AuditCommand extends AbstractCommand {
  /** What to do. */
  enum Action {
    list,
    verify
  }

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "${COMPLETION-CANDIDATES} (default: list).")
  private Action action = Action.list;

  @Option(
      names = "--mark",
      paramLabel = "N:HASH",
      description = "What an earlier 'verify' printed: finds a chain that was made anew.")
  private @Nullable String mark;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "List at most so many, in [1, 10000] (default: ${DEFAULT-VALUE}).")
  private int limit = 20;

  AuditCommand(Environment environment) {
    super(environment);
  }

  @Override
  int run(Session session) {
    return action == Action.verify ? verify(session) : list(session);
  }

  private int verify(Session session) {
    String noted = mark;
    Mark known = noted == null ? null : UsageException.options(() -> Mark.parse(noted));
    AuditLog audit = session.metadata().audit();
    Verification found = audit.verify(known);
    Fault broken = found.broken();
    if (broken != null) {
      session.warn(
          "the audit is broken: entry %d %s".formatted(broken.sequence(), broken.reason()));
    } else {
      session.say(
          "%s entries, all sound%s"
              .formatted(
                  Format.count(found.entries()),
                  found.head() == null ? "" : "; note this mark elsewhere: " + found.head()));
    }
    if (session.json()) {
      session.result(json(found));
    }
    return broken == null ? ExitCode.OK : ExitCode.FAILURE;
  }

  private static Map<String, @Nullable Object> json(Verification found) {
    Fault broken = found.broken();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("sound", found.isSound());
    json.put("entries", found.entries());
    json.put("mark", found.head() == null ? null : found.head().toString());
    json.put("broken", broken == null ? null : broken.sequence());
    json.put("reason", broken == null ? null : broken.reason());
    return json;
  }

  private int list(Session session) {
    AuditFilter filter = UsageException.options(() -> new AuditFilter(null, null, null, limit));
    List<AuditEntry> entries = session.metadata().audit().list(filter);
    if (session.json()) {
      session.result(Map.of("entries", entries.stream().map(AuditCommand::json).toList()));
    } else if (entries.isEmpty()) {
      session.say("no entry yet");
    } else {
      session.show(table(entries));
    }
    return ExitCode.OK;
  }

  private static Table table(List<AuditEntry> entries) {
    Table table =
        new Table(
            List.of(
                Column.number("entry"),
                Column.text("when (UTC)"),
                Column.text("who"),
                Column.text("action"),
                Column.id("subject")));
    for (AuditEntry entry : entries) {
      table.row(
          String.valueOf(entry.sequence()),
          Format.minute(entry.at()),
          entry.event().who(),
          entry.event().action(),
          entry.event().subject());
    }
    return table;
  }

  private static Map<String, @Nullable Object> json(AuditEntry entry) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("sequence", entry.sequence());
    json.put("at", entry.at());
    json.put("who", entry.event().who());
    json.put("action", entry.event().action());
    json.put("subject", entry.event().subject());
    json.put("before", entry.event().before());
    json.put("after", entry.event().after());
    json.put("request", entry.event().request());
    json.put("hash", entry.hash());
    return json;
  }
}
