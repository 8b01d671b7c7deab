package io.tercet.cli.terminal;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * What the two output streams are connected to.
 *
 * @param width columns, ≥ {@link #LEAST_WIDTH}
 * @param outIsTerminal whether a person reads standard output
 * @param errIsTerminal whether a person reads standard error
 * @param colours whether colours may be used on a terminal
 */
public record Terminal(int width, boolean outIsTerminal, boolean errIsTerminal, boolean colours) {
  /** What is assumed where nothing tells. */
  public static final int DEFAULT_WIDTH = 80;

  /** Narrower terminals are drawn as if they were this wide. */
  public static final int LEAST_WIDTH = 40;

  private static final int MOST_WIDTH = 10_000;

  /** Looks at the streams of this process and the environment. */
  public static Terminal detect(Map<String, String> environment) {
    boolean out = isTerminal(1);
    boolean err = isTerminal(2);
    boolean colours =
        environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !"dumb".equals(environment.get("TERM"));
    return new Terminal(detectWidth(environment, out || err), out, err, colours);
  }

  /** Whether standard output shows colours. */
  public boolean coloursOnOut() {
    return colours && outIsTerminal;
  }

  /** Whether standard error shows colours. */
  public boolean coloursOnErr() {
    return colours && errIsTerminal;
  }

  // Linux tells for each stream; elsewhere the console exists only if both ends are terminals.
  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      Console console = System.console();
      return console != null && console.isTerminal();
    }
  }

  private static int detectWidth(Map<String, String> environment, boolean terminal) {
    int width =
        parse(environment.getOrDefault("COLUMNS", ""))
            .orElseGet(() -> terminal ? askTerminal().orElse(DEFAULT_WIDTH) : DEFAULT_WIDTH);
    return Math.clamp(width, LEAST_WIDTH, MOST_WIDTH);
  }

  private static OptionalInt askTerminal() {
    try {
      Process process =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(1, TimeUnit.SECONDS);
      return parse(answer.strip().replaceFirst("^\\d+ ", ""));
    } catch (IOException e) {
      return OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }

  private static OptionalInt parse(String text) {
    return text.matches("[1-9]\\d{0,3}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }
}
