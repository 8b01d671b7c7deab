package io.tercet.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/**
 * Where the processor time of a recording's Java threads goes, by area: the innermost frame of
 * ours, or what it waits in. The database's own threads are not in it. Arguments: {@link Settings};
 * reads the .jfr files of the working folder.
 */
public final class Profile {
  private static final double LEAST_SHARE = 0.01;

  private Profile() {}

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    Settings settings = Settings.of(arguments);
    Map<String, Integer> samples = new HashMap<>();
    try (var files = Files.list(settings.work())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jfr")).sorted().toList()) {
        count(file, samples);
      }
    }
    String table = table(samples);
    new Report(settings).write("profile", table, new ObjectMapper().writeValueAsString(samples));
    System.out.printf("%n%s", table);
  }

  private static void count(Path file, Map<String, Integer> samples) throws IOException {
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (event.getEventType().getName().equals("jdk.CPUTimeSample")) {
          samples.merge(area(event.getStackTrace()), 1, Integer::sum);
        }
      }
    }
  }

  private static String area(@Nullable RecordedStackTrace trace) {
    if (trace == null) {
      return "the JVM itself: compiler, collector";
    }
    for (RecordedFrame frame : trace.getFrames()) {
      String type = frame.getMethod().getType().getName();
      if (type.startsWith("org.duckdb")) {
        return "the database, called from Java";
      }
      if (type.startsWith("io.tercet.")) {
        return "`" + type.substring("io.tercet.".length(), type.lastIndexOf('.')) + "`";
      }
    }
    return "libraries and the JDK";
  }

  private static String table(Map<String, Integer> samples) {
    int total = Math.max(1, samples.values().stream().mapToInt(Integer::intValue).sum());
    StringBuilder out = new StringBuilder("| where | share |\n|---|---:|\n");
    List<Map.Entry<String, Integer>> sorted =
        samples.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .toList();
    int rest = 0;
    for (Map.Entry<String, Integer> entry : sorted) {
      if (entry.getValue() < LEAST_SHARE * total) {
        rest += entry.getValue();
      } else {
        out.append(line(entry.getKey(), entry.getValue(), total));
      }
    }
    return out.append(line("all else", rest, total)).toString();
  }

  private static String line(String name, int samples, int total) {
    return String.format(Locale.ROOT, "| %s | %.1f %% |%n", name, 100.0 * samples / total);
  }
}
