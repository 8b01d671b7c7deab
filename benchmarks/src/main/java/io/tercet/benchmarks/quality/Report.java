package io.tercet.benchmarks.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures of one benchmark, each with what it is to reach. */
final class Report {
  private final List<Line> lines = new ArrayList<>();

  /**
   * A figure.
   *
   * @param name what was measured
   * @param value as shown
   * @param goal as shown; empty if there is none
   */
  record Line(String name, String value, String goal) {}

  /** Adds a figure without a goal. */
  void add(String name, double value) {
    lines.add(new Line(name, text(value), ""));
  }

  /** Adds a figure with what it is to reach, such as {@code ≥ 0.975}. */
  void add(String name, double value, String goal) {
    lines.add(new Line(name, text(value), goal));
  }

  /** Adds a figure as it is to be shown. */
  void add(String name, String value, String goal) {
    lines.add(new Line(name, value, goal));
  }

  /** For a terminal. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      text.append("%-46s %12s  %s".formatted(line.name, line.value, line.goal).stripTrailing());
      text.append('\n');
    }
    return text.toString();
  }

  /** For a document. */
  String markdown() {
    StringBuilder text = new StringBuilder("| figure | measured | to reach |\n|---|--:|---|\n");
    for (Line line : lines) {
      text.append("| %s | %s | %s |\n".formatted(line.name, line.value, line.goal));
    }
    return text.toString();
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4f", value);
  }
}
