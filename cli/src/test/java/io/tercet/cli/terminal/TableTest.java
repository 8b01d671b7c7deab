package io.tercet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.cli.terminal.Table.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final String ADDRESS = "0x52908400098527886e0f7030069857d2e4169ee7";

  private static Table wide() {
    return new Table(
            List.of(
                Column.number("risk"),
                Column.id("account"),
                Column.text("time").optional(1),
                Column.prose("reason").optional(2)))
        .row("97.2", ADDRESS, "2026-01-05 03:12", "amount 40 times the account's usual one")
        .row("8.0", "alice", "2026-01-05 04:00", "none");
  }

  @Test
  void columnsAlignAndLinesEndWithoutSpaces() {
    List<String> lines = wide().draw(200, false).lines();

    assertThat(lines)
        .containsExactly(
            "risk  account                                     time              reason",
            "97.2  " + ADDRESS + "  2026-01-05 03:12  amount 40 times the account's usual one",
            " 8.0  alice                                       2026-01-05 04:00  none");
  }

  @Test
  void noWidthFromFortyOnIsExceeded() {
    for (int width = 40; width <= 140; width++) {
      int limit = width;
      assertThat(wide().draw(width, false).lines())
          .as("width %d", width)
          .allSatisfy(line -> assertThat(Texts.width(line)).isLessThanOrEqualTo(limit));
    }
  }

  @Test
  void idsAreCutInTheMiddleAndColumnsOfHighRankGoFirst() {
    Table.Drawn drawn = wide().draw(40, false);

    assertThat(drawn.cut()).isTrue();
    assertThat(drawn.lines().getFirst()).contains("time").doesNotContain("reason");
    assertThat(drawn.lines().get(1)).contains("0x5290", "…", "69ee7");
  }

  @Test
  void aTableThatFitsIsNotCut() {
    assertThat(wide().draw(200, false).cut()).isFalse();
  }

  @Test
  void coloursDoNotCountAsWidth() {
    Table table = new Table(List.of(Column.text("level"), Column.number("n")));
    table.row(List.of(new Cell("high", Style.RED), Cell.of("1")));

    assertThat(table.draw(80, true).lines().get(1)).isEqualTo("\u001b[31mhigh\u001b[0m   1");
    assertThat(table.draw(80, false).lines().get(1)).isEqualTo("high   1");
  }

  @Test
  void controlCharactersOfDataDoNotReachTheTerminal() {
    Table table = new Table(List.of(Column.text("id")));
    table.row("a\u001b[31mb\r\nc\u202Ed");

    assertThat(table.draw(80, true).lines().get(1)).isEqualTo("a·[31mb··c·d");
  }

  @Test
  void aRowOfAnotherSizeIsRefused() {
    assertThatThrownBy(() -> wide().row("1")).hasMessage("a row needs 4 cells, got 1");
  }
}
