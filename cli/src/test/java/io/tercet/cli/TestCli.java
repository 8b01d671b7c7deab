package io.tercet.cli;

import io.tercet.cli.command.Environment;
import io.tercet.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Runs commands in this process, with streams that are kept. */
public record TestCli(Map<String, String> variables, Terminal terminal) {
  /** When the first command begins. */
  public static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  private static final AtomicLong RUNS = new AtomicLong();

  /** No terminal, no variables. */
  public static TestCli plain() {
    return new TestCli(Map.of(), new Terminal(80, false, false, false));
  }

  /** The same with other variables. */
  public TestCli with(Map<String, String> others) {
    return new TestCli(others, terminal);
  }

  /** The same with another width. */
  public TestCli wide(int width) {
    return new TestCli(variables, new Terminal(width, false, false, false));
  }

  /** What a command left. */
  public record Result(int code, String out, String err) {}

  /** Runs a command. */
  public Result run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Environment environment =
        new Environment(
            variables,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            terminal,
            // Commands of one test begin at different seconds, as those of a person do.
            Clock.fixed(NOW.plusSeconds(RUNS.getAndIncrement()), ZoneOffset.UTC));
    int code = Tercet.run(environment, args);
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
