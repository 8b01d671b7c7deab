package io.tercet.jobs.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Texts for people, of bounded length. */
final class Texts {
  /** As {@link io.tercet.store.TransactionStore.SourceLine} demands. */
  static final int MAX_SOURCE_TEXT = 2_000;

  private static final String CUT = "…";

  private Texts() {}

  /** The first {@code max} characters of {@code text}, never half a character. */
  static String shorten(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = max - CUT.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }

  /** A row as it arrived, for people: shortened, what is not UTF-8 replaced, NUL made visible. */
  static String source(byte[] bytes, int start, int end) {
    // A character takes at most four bytes, so nothing that would be shown is left out.
    int length = Math.min(end - start, 4 * MAX_SOURCE_TEXT + 4);
    String text = shorten(new String(bytes, start, length, UTF_8), MAX_SOURCE_TEXT);
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\u2400');
  }
}
