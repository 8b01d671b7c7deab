package io.tercet.cli.command;

import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON (RFC 8259) from maps, lists, texts, numbers, booleans, times and null. */
public final class Json {
  private final StringBuilder out = new StringBuilder(256);

  private Json() {}

  /** A text that is JSON already. */
  public record Raw(String json) {}

  /** The value on one line; numbers that JSON cannot say become null. */
  public static String of(@Nullable Object value) {
    Json json = new Json();
    json.write(value);
    return json.out.toString();
  }

  private void write(@Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case Raw raw -> out.append(raw.json());
      case Map<?, ?> map -> object(map);
      case Iterable<?> list -> array(list);
      case Boolean bool -> out.append(bool);
      case Double number -> number(number, Double.isFinite(number));
      case Float number -> number(number, Float.isFinite(number));
      case Number number -> out.append(number);
      case Instant instant -> text(instant.toString());
      case Temporal time -> text(time.toString());
      default -> text(value.toString());
    }
  }

  private void number(Number number, boolean finite) {
    boolean whole = number.doubleValue() == Math.rint(number.doubleValue());
    boolean small = Math.abs(number.doubleValue()) < 1e15;
    if (!finite) {
      out.append("null");
    } else if (whole && small) {
      out.append(number.longValue());
    } else {
      out.append(number);
    }
  }

  private void object(Map<?, ?> map) {
    out.append('{');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      text(String.valueOf(entry.getKey()));
      out.append(':');
      write(entry.getValue());
      out.append(entries.hasNext() ? "," : "");
    }
    out.append('}');
  }

  private void array(Iterable<?> list) {
    out.append('[');
    Iterator<?> items = list.iterator();
    while (items.hasNext()) {
      write(items.next());
      out.append(items.hasNext() ? "," : "");
    }
    out.append(']');
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      character(text.charAt(i));
    }
    out.append('"');
  }

  private void character(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        // Unpaired surrogates are not UTF-8, and U+2028 ends a line in older JavaScript.
        if (c < 0x20 || c == 0x7F || c >= 0xD800 && c <= 0xDFFF || c == 0x2028 || c == 0x2029) {
          out.append("\\u").append(hex(c));
        } else {
          out.append(c);
        }
      }
    }
  }

  private static String hex(char c) {
    String digits = Integer.toHexString(c);
    return "0".repeat(4 - digits.length()) + digits;
  }
}
