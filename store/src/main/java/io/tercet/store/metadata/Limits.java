package io.tercet.store.metadata;

import org.jspecify.annotations.Nullable;

/** Bounds of what may be stored, checked where a record is made. */
final class Limits {
  /** Characters of a name, an id, a kind. */
  static final int NAME = 200;

  /** Characters of a text for people. */
  static final int TEXT = 10_000;

  /** Characters of a JSON document. */
  static final int DOCUMENT = 1_000_000;

  private Limits() {}

  static String name(String what, String text) {
    return bounded(what, required(what, text), NAME);
  }

  static @Nullable String optionalName(String what, @Nullable String text) {
    return text == null ? null : name(what, text);
  }

  static String document(String what, String text) {
    return bounded(what, text, DOCUMENT);
  }

  static int page(int limit) {
    if (limit < 1 || limit > 10_000) {
      throw new IllegalArgumentException("limit must be in [1, 10000], got " + limit);
    }
    return limit;
  }

  /** The beginning of a text that may be longer; NUL, which PostgreSQL cannot hold, is shown. */
  static String shortened(String text, int most) {
    String cut = text.length() <= most ? text : text.substring(0, most - 1) + "…";
    return cut.replace('\0', '\u2400');
  }

  private static String required(String what, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank");
    }
    return text;
  }

  private static String bounded(String what, String text, int most) {
    if (text.length() > most || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "%s must have at most %,d characters and no NUL, got %,d characters"
              .formatted(what, most, text.length()));
    }
    return text;
  }
}
