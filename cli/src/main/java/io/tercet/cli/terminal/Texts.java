package io.tercet.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Text measured and cut in columns of a terminal. */
public final class Texts {
  /** Stands for what was cut. */
  public static final String ELLIPSIS = "…";

  private Texts() {}

  /**
   * The text with control characters replaced: an id or address out of a file must not be able to
   * move the cursor, recolour the screen or break a line.
   */
  public static String printable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isControl(text.charAt(i))) {
        return replaceControls(text);
      }
    }
    return text;
  }

  private static String replaceControls(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars().forEach(c -> out.append(isControl(c) ? '\u00b7' : (char) c));
    return out.toString();
  }

  private static boolean isControl(int c) {
    boolean reordersText = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    return Character.isISOControl(c) || reordersText || c == 0x2028 || c == 0x2029;
  }

  /** How many columns a terminal gives the text, which has no control characters. */
  public static int width(String text) {
    return text.codePoints().map(Texts::width).sum();
  }

  private static int width(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  // Unicode Standard Annex 11, the blocks that are wide throughout.
  private static boolean isWide(int c) {
    return c >= 0x1100
        && (c <= 0x115F
            || c >= 0x2E80 && c <= 0xA4CF
            || c >= 0xAC00 && c <= 0xD7A3
            || c >= 0xF900 && c <= 0xFAFF
            || c >= 0xFE30 && c <= 0xFE6F
            || c >= 0xFF00 && c <= 0xFF60
            || c >= 0x1F300 && c <= 0x1FAFF
            || c >= 0x20000 && c <= 0x3FFFD);
  }

  /** The text cut at its end to at most {@code width} ≥ 1 columns. */
  public static String cutEnd(String text, int width) {
    return width(text) <= width ? text : head(text, width - 1) + ELLIPSIS;
  }

  /** The text cut in its middle: begin and end tell ids and addresses apart. */
  public static String cutMiddle(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    int tail = (width - 1) / 2;
    return head(text, width - 1 - tail) + ELLIPSIS + tail(text, tail);
  }

  private static String head(String text, int width) {
    int end = 0;
    int used = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      used += width(codePoint);
      if (used > width) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end);
  }

  private static String tail(String text, int width) {
    int begin = text.length();
    int used = 0;
    while (begin > 0) {
      int codePoint = text.codePointBefore(begin);
      used += width(codePoint);
      if (used > width) {
        break;
      }
      begin -= Character.charCount(codePoint);
    }
    return text.substring(begin);
  }

  /** The text and as many spaces as make it {@code width} columns wide; on the left if asked. */
  public static String pad(String text, int width, boolean right) {
    String spaces = " ".repeat(Math.max(0, width - width(text)));
    return right ? spaces + text : text + spaces;
  }

  /** The text in lines of at most {@code width} ≥ 1 columns, broken at spaces where it can be. */
  public static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (width(rest) > width) {
      String line = head(rest, width);
      int space = rest.startsWith(" ", line.length()) ? line.length() : line.lastIndexOf(' ');
      String taken = space > 0 ? rest.substring(0, space) : line.isEmpty() ? rest : line;
      lines.add(taken.stripTrailing());
      rest = rest.substring(taken.length()).stripLeading();
    }
    if (!rest.isEmpty() || lines.isEmpty()) {
      lines.add(rest);
    }
    return lines;
  }
}
