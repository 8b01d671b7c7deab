package io.tercet.store.metadata.jdbc;

import io.tercet.store.StoreException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;

/** Turns the messages of H2 and PostgreSQL into one line each: what, where, and what to do. */
final class MetadataErrors {
  private MetadataErrors() {}

  static StoreException translate(String name, Exception error) {
    return new StoreException(describe(name, root(error)), error);
  }

  private static Throwable root(Throwable error) {
    Throwable root = error;
    // The pool wraps what the driver said.
    while (root.getCause() instanceof SQLException cause) {
      root = cause;
    }
    return root;
  }

  private static String describe(String name, Throwable error) {
    String message = Objects.requireNonNullElse(error.getMessage(), error.toString());
    String line = message.strip().replaceAll("\\s+", " ").replaceFirst("; SQL statement:.*", "");
    String state = error instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
    String lower = line.toLowerCase(Locale.ROOT);
    if (state.startsWith("28") || lower.contains("no password was provided")) {
      return "metadata %s refuses the user or password: %s. Maybe TERCET_METADATA_PASSWORD is missing or wrong."
          .formatted(name, line);
    }
    if (state.equals("42501")) {
      return "metadata %s: the user lacks a permission: %s".formatted(name, line);
    }
    if (state.startsWith("08") || lower.contains("request timed out")) {
      return "metadata %s cannot be reached: %s. Maybe the server is down, or the address is wrong."
          .formatted(name, line);
    }
    if (state.startsWith("53") || lower.contains("no space left")) {
      return "metadata %s has no room left (disk, memory or connections): %s".formatted(name, line);
    }
    if (state.equals("25006") || lower.contains("read only")) {
      return "metadata %s may not be written: %s".formatted(name, line);
    }
    return "metadata %s: %s".formatted(name, line);
  }
}
