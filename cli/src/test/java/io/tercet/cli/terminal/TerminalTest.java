package io.tercet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  @Test
  void columnsDecideTheWidth() {
    assertThat(Terminal.detect(Map.of("COLUMNS", "132")).width()).isEqualTo(132);
    assertThat(Terminal.detect(Map.of("COLUMNS", "7")).width()).isEqualTo(Terminal.LEAST_WIDTH);
  }

  @Test
  void nonsenseInColumnsIsIgnored() {
    assertThat(Terminal.detect(Map.of("COLUMNS", "wide")).width()).isGreaterThanOrEqualTo(40);
  }

  @Test
  void noColorAndDumbTerminalsSwitchColoursOff() {
    assertThat(Terminal.detect(Map.of("NO_COLOR", "1")).colours()).isFalse();
    assertThat(Terminal.detect(Map.of("TERM", "dumb")).colours()).isFalse();
    assertThat(Terminal.detect(Map.of("NO_COLOR", "")).colours()).isTrue();
  }

  @Test
  void coloursNeedATerminal() {
    assertThat(new Terminal(80, false, true, true).coloursOnOut()).isFalse();
    assertThat(new Terminal(80, false, true, true).coloursOnErr()).isTrue();
  }
}
