package io.tercet.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.simulation.SimulatedTransaction;
import io.tercet.core.simulation.TrafficCsv;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pipeline that is killed (SIGKILL) at random moments and run again until it is done leaves the
 * tables of one that was never killed, every row's bits.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("tercet.kills", 50);
  private static final long SEED = Long.getLong("tercet.seed", 20_260_322);
  private static final int KILLS_PER_STORE = 10;

  @TempDir Path folder;
  private final List<String> files = new ArrayList<>();
  private final Random random = new Random(SEED);
  private long wholeMillis;
  private long scoringMillis;
  private int interrupted;

  @BeforeEach
  void writeFiles() throws IOException {
    List<SimulatedTransaction> rows = Pipeline.traffic(20_000, 5);
    files.add(write("first.csv", rows.subList(0, 4_000)));
    files.add(write("second.csv", rows.subList(4_000, 20_000)));
  }

  @Test
  void killsChangeNoBit() throws Exception {
    long start = System.nanoTime();
    Path whole = store("whole");
    measure(whole);
    String expected = content(whole);
    Path trained = trained();
    int kills = 0;
    for (int trial = 0; kills < KILLS; trial++) {
      boolean fromNothing = trial == 0;
      Path own = folder.resolve("trial" + trial);
      Path file = fromNothing ? store("trial") : Pipeline.copy(trained, own);
      int landed = killUntilDone(file, Math.min(KILLS_PER_STORE, KILLS - kills), fromNothing);
      kills += landed;
      assertThat(differences(content(file), expected))
          .as("seed %d, trial %d, %d kills", SEED, trial, landed)
          .isEmpty();
    }
    System.out.printf(
        "KillTest: seed %d, %d kills, %d of them in a run of detection, %.0f s%n",
        SEED, kills, interrupted, (System.nanoTime() - start) / 1e9);
    assertThat(interrupted).as("kills that hit a run of detection").isGreaterThan(KILLS / 4);
  }

  /** A store in which the first file is imported, trained on and scored. */
  private Path trained() throws IOException {
    Path file = store("trained");
    KilledPipeline.main(new String[] {file.toString(), files.getFirst()});
    return file;
  }

  /**
   * Kills up to {@code kills} times, then lets the pipeline end; returns how many kills hit.
   *
   * @param anywhere whether a kill may hit any step; otherwise it waits for scoring to begin
   */
  private int killUntilDone(Path file, int kills, boolean anywhere) throws Exception {
    for (int landed = 0; landed < kills; landed++) {
      Process child = start(file);
      BufferedReader output = child.inputReader();
      boolean over = await(output, anywhere ? "open" : "scoring");
      Thread.sleep(random.nextLong(anywhere ? wholeMillis / 2 : scoringMillis));
      // Through the handle: the process's own method would close the output with it.
      child.toHandle().destroyForcibly();
      boolean done = output.lines().toList().contains("done");
      child.waitFor();
      if (over || done) {
        return landed;
      }
    }
    Process last = start(file);
    await(last.inputReader(), "done");
    last.waitFor();
    return kills;
  }

  /** Runs without a kill and takes the time of the whole and of the last scoring. */
  private void measure(Path file) throws Exception {
    Process child = start(file);
    BufferedReader output = child.inputReader();
    await(output, "open");
    long opened = System.nanoTime();
    await(output, "scoring");
    await(output, "scoring");
    long scoring = System.nanoTime();
    await(output, "done");
    wholeMillis = (System.nanoTime() - opened) / 1_000_000;
    scoringMillis = (System.nanoTime() - scoring) / 1_000_000;
    child.waitFor();
  }

  /** Waits for a line, or for the end of the work; returns whether the work is done. */
  private boolean await(BufferedReader output, String line) throws IOException {
    for (String next = output.readLine(); !line.equals(next); next = output.readLine()) {
      if (next == null) {
        throw new AssertionError("the process ended before it printed " + line);
      }
      interrupted += next.equals("interrupted") ? 1 : 0;
      if (next.equals("done")) {
        return true;
      }
    }
    return line.equals("done");
  }

  /** The first lines that differ: all lines of both would hide them. */
  private static List<String> differences(String actual, String expected) {
    List<String> found = new ArrayList<>();
    List<String> got = actual.lines().toList();
    List<String> wanted = expected.lines().toList();
    for (int i = 0; i < Math.max(got.size(), wanted.size()) && found.size() < 5; i++) {
      String one = i < got.size() ? got.get(i) : "nothing";
      String other = i < wanted.size() ? wanted.get(i) : "nothing";
      if (!one.equals(other)) {
        found.add("line " + i + ": " + one + " instead of " + other);
      }
    }
    return found;
  }

  private Process start(Path file) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
    // A killed process leaves the native library that it unpacked: in the test's folder.
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of("-Xshare:auto", "--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(KilledPipeline.class.getName());
    command.add(file.toString());
    command.addAll(files);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String content(Path file) {
    try (Pipeline pipeline = new Pipeline(file)) {
      assertThat(pipeline.store.notices()).isEmpty();
      return pipeline.tables() + pipeline.checkpoint() + pipeline.sql("FROM imports");
    }
  }

  private Path store(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name)).resolve("test.duckdb");
  }

  private String write(String name, List<SimulatedTransaction> rows) throws IOException {
    Path file = folder.resolve(name);
    List<String> lines = new ArrayList<>(List.of(TrafficCsv.HEADER));
    rows.forEach(row -> lines.add(TrafficCsv.line(row)));
    return Files.write(file, lines).toString();
  }
}
