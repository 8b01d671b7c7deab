package io.tercet.cli.command;

import io.tercet.cli.terminal.Column;
import io.tercet.cli.terminal.Format;
import io.tercet.cli.terminal.Style;
import io.tercet.cli.terminal.Table;
import io.tercet.cli.terminal.Table.Cell;
import io.tercet.store.Store;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs a query. */
@Command(
    name = "sql",
    description = "Run one statement that reads; show its rows as a table, or as JSON.",
    footer = {
      "  tercet sql \"SELECT status, count(*) FROM crypto_transactions GROUP BY ALL\"",
      "  tercet sql --json \"SELECT * FROM model_registry WHERE status = 'active'\"",
      "  tercet sql \"SELECT * FROM rejected_rows LIMIT 5\""
    })
final class SqlCommand extends AbstractCommand {
  private static final int LEAST_CELL = 6;

  @Parameters(paramLabel = "STATEMENT", description = "The statement, one argument.")
  private String statement = "";

  SqlCommand(Environment environment) {
    super(environment);
  }

  @Override
  int run(Session session) {
    if (statement.isBlank()) {
      throw new UsageException("the statement is empty. Give one, such as \"SELECT 1\"");
    }
    try (Store store = session.openExistingStore()) {
      List<Map<String, @Nullable Object>> rows = store.query(statement);
      if (session.json()) {
        session.result(rows);
      } else {
        show(session, rows);
      }
    }
    return ExitCode.OK;
  }

  private static void show(Session session, List<Map<String, @Nullable Object>> rows) {
    if (rows.isEmpty()) {
      session.say("no rows");
      return;
    }
    boolean cut = session.show(table(rows));
    String note = cut ? "; shortened to fit, --json gives all of it" : "";
    String count = rows.size() == 1 ? "1 row" : Format.count(rows.size()) + " rows";
    session.say(session.styled(count + note, Style.DIM));
  }

  static Table table(List<Map<String, @Nullable Object>> rows) {
    List<String> names = List.copyOf(rows.getFirst().keySet());
    Table table = new Table(names.stream().map(name -> column(name, rows)).toList());
    for (Map<String, @Nullable Object> row : rows) {
      table.row(names.stream().map(name -> cell(row.get(name))).toList());
    }
    return table;
  }

  private static Column column(String name, List<Map<String, @Nullable Object>> rows) {
    boolean numbers = rows.stream().map(row -> row.get(name)).allMatch(SqlCommand::isNumber);
    return numbers ? Column.number(name) : Column.id(name).shrinking(LEAST_CELL);
  }

  private static boolean isNumber(@Nullable Object value) {
    return value == null || value instanceof Number;
  }

  private static Cell cell(@Nullable Object value) {
    return value == null ? new Cell("NULL", Style.DIM) : Cell.of(text(value));
  }

  private static String text(Object value) {
    return value instanceof Map || value instanceof List ? Json.of(value) : value.toString();
  }
}
