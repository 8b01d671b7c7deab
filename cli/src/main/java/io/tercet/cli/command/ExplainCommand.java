package io.tercet.cli.command;

import io.tercet.cli.terminal.Column;
import io.tercet.cli.terminal.Format;
import io.tercet.cli.terminal.Style;
import io.tercet.cli.terminal.Table;
import io.tercet.cli.terminal.Table.Cell;
import io.tercet.core.transaction.Transaction;
import io.tercet.store.DetectionStore.StoredVerdict;
import io.tercet.store.Store;
import io.tercet.store.TransactionStore.StoredTransaction;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says why a transaction has its risk. */
@Command(
    name = "explain",
    description = {
      "Show the verdict on a transaction, why, and what its account did before.",
      "Reasons are those that were stored with the verdict, never recomputed by a newer model."
    },
    footer = {
      "  tercet explain 0x9c41d2",
      "  tercet explain tx-000042 --json | jq .reasons",
      "  tercet sql \"SELECT transaction_id FROM detected_anomalies_ensemble LIMIT 5\""
    })
final class ExplainCommand extends AbstractCommand {
  private static final int HISTORY = 5;

  @Parameters(paramLabel = "TRANSACTION_ID", description = "The id, as it was imported.")
  private String id = "";

  ExplainCommand(Environment environment) {
    super(environment);
  }

  @Override
  int run(Session session) {
    try (Store store = session.openExistingStore()) {
      StoredVerdict verdict = verdict(store);
      if (session.json()) {
        session.result(Verdicts.json(verdict));
      } else {
        show(session, store, verdict);
      }
    }
    return ExitCode.OK;
  }

  private StoredVerdict verdict(Store store) {
    Optional<StoredVerdict> verdict = store.detections().verdict(id);
    if (verdict.isPresent()) {
      return verdict.get();
    }
    throw new UsageException(
        store.transactions().byId(id).isPresent()
            ? "transaction '%s' has no verdict yet; '%s detect' scores it"
                .formatted(id, Environment.PROGRAM)
            : "there is no transaction '%s' in %s".formatted(id, store.name()));
  }

  private static void show(Session session, Store store, StoredVerdict verdict) {
    Transaction transaction = verdict.transaction().transaction();
    session.say(
        "%s  risk %s, %s"
            .formatted(
                session.styled(verdict.level(), Style.ofLevel(verdict.level())),
                session.styled(Format.risk(verdict.totalRisk()), Style.BOLD),
                verdict.decision()));
    Reasons.show(session, verdict);
    session.say("");
    session.show(facts(verdict, transaction));
    session.heading("Layers");
    session.show(layers(verdict));
    showHistory(session, store, transaction);
  }

  private static Table facts(StoredVerdict verdict, Transaction transaction) {
    Table table = new Table(List.of(Column.text(""), Column.id("").shrinking(12)));
    table.row("transaction", transaction.id());
    table.row("time", Format.iso(transaction.timestampMicros()));
    table.row("account", transaction.customer());
    table.row("what", transaction.type() + ", " + transaction.status());
    table.row("amount", Format.amount(transaction.amount()) + " " + transaction.currency());
    table.row("fee", Format.amount(transaction.fee()) + " " + transaction.currency());
    Optional.ofNullable(transaction.fromAddress()).ifPresent(from -> table.row("from", from));
    Optional.ofNullable(transaction.toAddress()).ifPresent(to -> table.row("to", to));
    table.row("model", verdict.modelVersion());
    table.row("detected", Format.minute(verdict.detectedAt()) + " UTC");
    return table;
  }

  private static Table layers(StoredVerdict verdict) {
    Table table = new Table(List.of(Column.text(""), Column.number(""), Column.text("")));
    layer(table, "statistical", verdict.statisticalRisk());
    layer(table, "isolation forest", verdict.forestRisk());
    layer(table, "autoencoder", verdict.autoencoderRisk());
    layer(table, "together", verdict.totalRisk());
    return table;
  }

  private static void layer(Table table, String name, double risk) {
    int full = (int) Math.round(risk / 5);
    String bar = "█".repeat(full) + "░".repeat(20 - full);
    table.row(List.of(Cell.of(name), Cell.of(Format.risk(risk)), new Cell(bar, Style.CYAN)));
  }

  private static void showHistory(Session session, Store store, Transaction transaction) {
    List<StoredTransaction> history =
        store
            .transactions()
            .history(transaction.customer(), transaction.timestampMicros(), HISTORY);
    session.heading(
        history.isEmpty() ? "The account has no earlier transactions" : "The account before");
    Table table =
        new Table(
            List.of(
                Column.text("time (UTC)"),
                Column.number("amount"),
                Column.text(""),
                Column.text("what"),
                Column.id("to")));
    for (StoredTransaction earlier : history) {
      Transaction t = earlier.transaction();
      String to = t.toAddress();
      table.row(
          Format.minute(Format.instant(t.timestampMicros())),
          Format.amount(t.amount()),
          t.currency(),
          t.type(),
          to == null ? "" : to);
    }
    if (!history.isEmpty()) {
      session.show(table);
    }
  }
}
