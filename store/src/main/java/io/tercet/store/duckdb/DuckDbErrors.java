package io.tercet.store.duckdb;

import io.tercet.store.StoreException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns DuckDB's messages into one line each: what, where, and what to do. */
final class DuckDbErrors {
  private static final Pattern PID = Pattern.compile("\\(PID (\\d+)\\)");
  private static final Pattern POSITION =
      Pattern.compile("(?s)\\n\\s*\\nLINE \\d+:.*|\\nLINE \\d+:.*");

  private DuckDbErrors() {}

  /** What to tell of {@code error}, which came from the store called {@code name}. */
  static StoreException translate(String name, Throwable error) {
    return new StoreException(describe(name, message(error)), error);
  }

  /** Whether the log of unwritten changes is what keeps the file from being opened. */
  static boolean isUnreadableLog(SQLException error) {
    return message(error).contains("replaying WAL");
  }

  /** DuckDB's message in one line, without the position. */
  static String oneLine(String message) {
    return POSITION.matcher(message).replaceFirst("").strip().replaceAll("\\s+", " ");
  }

  private static String message(Throwable error) {
    return Objects.requireNonNullElse(error.getMessage(), error.toString());
  }

  private static String describe(String name, String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("could not set lock")) {
      return "store %s is in use by %s. Wait until it ends, or stop it."
          .formatted(name, holder(message));
    }
    if (lower.contains("no space left") || lower.contains("disk quota exceeded")) {
      return "the disk of store %s is full. What was not finished is not in the store; free space and run it again."
          .formatted(name);
    }
    if (lower.contains("not a valid duckdb database file")) {
      return "store %s is not a DuckDB file. Maybe another file was meant.".formatted(name);
    }
    if (lower.contains("permission denied") || lower.contains("read-only file system")) {
      return "store %s may not be written here: %s".formatted(name, oneLine(message));
    }
    if (lower.contains("out of memory error")) {
      return "store %s needs more memory than it was given: %s".formatted(name, oneLine(message));
    }
    if (lower.contains("read-only mode")) {
      return "store %s was opened for reading only.".formatted(name);
    }
    return "store %s: %s".formatted(name, oneLine(message));
  }

  private static String holder(String message) {
    Matcher matcher = PID.matcher(message);
    return matcher.find() ? "another process (PID " + matcher.group(1) + ")" : "another process";
  }
}
