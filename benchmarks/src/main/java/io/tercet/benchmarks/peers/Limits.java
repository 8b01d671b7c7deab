package io.tercet.benchmarks.peers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;

/**
 * What the machine allows at all, by the wall clock: memory, disk, and reading the job's file.
 * Arguments: {@link Settings}; the job's traffic must exist.
 */
public final class Limits {
  private static final int LONGS = 1 << 25;
  private static final int CHUNK = 1 << 22;
  private static final int CHUNKS = 256;

  private final Settings settings;
  private final Path traffic;
  private final List<String> lines = new ArrayList<>();
  private long sink;

  private Limits(Settings settings) {
    this.settings = settings;
    traffic = settings.work().resolve("traffic-" + settings.rows() + ".csv");
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException, SQLException {
    new Limits(Settings.of(arguments)).run();
  }

  private void run() throws IOException, SQLException {
    long[] memory = new long[LONGS];
    rate("memory, one thread reads", 8.0 * LONGS, () -> sum(memory));
    rate("memory, one thread copies (read and written)", 8.0 * LONGS, () -> copy(memory));
    Path file = settings.work().resolve("limits.bin");
    rate("disk, written and forced, 1 GB", (double) CHUNK * CHUNKS, () -> write(file));
    Files.delete(file);
    double size = Files.size(traffic);
    String rows = String.format(Locale.ROOT, "%,d rows, %.0f MB", settings.rows(), size / 1e6);
    rate("the CSV (" + rows + "), its bytes, from the page cache", size, () -> readAll(traffic));
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      rate("the CSV, DuckDB counts its rows", size, () -> query(duckdb, "count(*)"));
      rate(
          "the CSV, DuckDB parses every column",
          size,
          () -> query(duckdb, "count(COLUMNS(*)::VARCHAR)"));
    }
    String table = "| | least of five, s | GB/s |\n|---|---:|---:|\n" + String.join("", lines);
    new Report(settings)
        .write("limits", table, new ObjectMapper().writeValueAsString(Map.of("table", lines)));
    System.out.printf("%n%s(%d)%n", table, sink & 1);
  }

  /** What is timed. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException, SQLException;
  }

  private void rate(String name, double bytes, Work work) throws IOException, SQLException {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      work.run();
      least = Math.min(least, (System.nanoTime() - start) / 1e9);
    }
    lines.add(
        "| %s | %s | %s |\n"
            .formatted(name, Spread.number(least), Spread.number(bytes / least / 1e9)));
  }

  private void sum(long[] memory) {
    for (long value : memory) {
      sink += value;
    }
  }

  private void copy(long[] memory) {
    System.arraycopy(memory, 0, memory, LONGS / 2, LONGS / 2);
  }

  private static void write(Path file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      for (int i = 0; i < CHUNKS; i++) {
        buffer.clear();
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
      }
      out.force(true);
    }
  }

  private void readAll(Path file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
    try (FileChannel in = FileChannel.open(file)) {
      while (in.read(buffer) >= 0) {
        sink += buffer.position();
        buffer.clear();
      }
    }
  }

  private void query(Connection duckdb, String what) throws SQLException {
    try (Statement statement = duckdb.createStatement()) {
      String sql =
          "SELECT " + what + " FROM read_csv('" + traffic.toString().replace("'", "''") + "')";
      try (var rows = statement.executeQuery(sql)) {
        rows.next();
        sink += rows.getLong(1);
      }
    }
  }
}
