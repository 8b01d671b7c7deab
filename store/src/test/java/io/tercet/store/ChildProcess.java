package io.tercet.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** A class of the tests, run in a process of its own that may be killed. */
public final class ChildProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildProcess(Process process) {
    this.process = process;
    output = process.inputReader();
  }

  /** Starts {@code main}; the first argument is a file of the test's own folder. */
  public static ChildProcess run(Class<?> main, String... arguments) throws IOException {
    Path folder = Objects.requireNonNull(Path.of(arguments[0]).getParent());
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    // DuckDB unpacks its library there, and a killed process cannot delete it.
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ChildProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The id of the process. */
  public long pid() {
    return process.pid();
  }

  /** Waits until the process prints {@code line}. */
  public void awaitLine(String line) throws IOException {
    awaitLine(line::equals);
  }

  /** Waits until the process prints a line that is wanted. */
  public void awaitLine(Predicate<String> wanted) throws IOException {
    for (String next = output.readLine(); ; next = output.readLine()) {
      if (next == null) {
        throw new AssertionError("the process ended before it printed what was awaited");
      }
      if (wanted.test(next)) {
        return;
      }
    }
  }

  /** Whether the process has not ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Kills the process as a power cut would, and returns what it had printed. */
  public List<String> kill() throws InterruptedException {
    // Through the handle: the process's own method would close the output with it.
    process.toHandle().destroyForcibly();
    List<String> lines = output.lines().toList();
    process.waitFor();
    return lines;
  }

  /** Waits for the end and returns what was printed. */
  public List<String> awaitEnd() throws InterruptedException {
    List<String> lines = output.lines().toList();
    process.waitFor();
    return lines;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
