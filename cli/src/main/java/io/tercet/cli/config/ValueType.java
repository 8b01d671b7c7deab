package io.tercet.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the value of a key may be.
 *
 * @param <T> in Java
 */
public interface ValueType<T> {
  /** What is expected, as the end of "must be …". */
  String expected();

  /**
   * Reads a text; throws {@link IllegalArgumentException} (without a message) if it is no such
   * value.
   */
  T parse(String text);

  /** The value in YAML's flow style, on one line. */
  String yaml(T value);

  /** Whether YAML gives it as a list. */
  default boolean isList() {
    return false;
  }

  /** Any text that is not blank. */
  static ValueType<String> text() {
    return of("a text", ValueType::requireText, ValueType::quoteIfNeeded);
  }

  /** One of a few words. */
  static ValueType<String> choice(List<String> words) {
    return of(
        "one of " + String.join(", ", words),
        text -> requireOneOf(text.strip().toLowerCase(Locale.ROOT), words),
        ValueType::quoteIfNeeded);
  }

  /** A whole number in {@code [least, most]}. */
  static ValueType<Long> integer(long least, long most) {
    String range =
        least == Long.MIN_VALUE && most == Long.MAX_VALUE
            ? ""
            : most == Long.MAX_VALUE
                ? " that is at least " + least
                : " in [" + least + ", " + most + "]";
    return of(
        "a whole number" + range,
        text -> requireRange(Long.parseLong(text.strip().replace("_", "")), least, most),
        String::valueOf);
  }

  /** A number in {@code [least, most]}. */
  static ValueType<Double> number(double least, double most) {
    return of(
        "a number in [" + plain(least) + ", " + plain(most) + "]",
        text -> requireRange(Double.parseDouble(text.strip()), least, most),
        ValueType::plain);
  }

  /** Whole numbers, each in {@code [least, most]}, with commas between them. */
  static ValueType<List<Integer>> integers(int least, int most) {
    return new IntegerList(least, most);
  }

  /**
   * Texts with commas between them; may be empty.
   *
   * @param words those that are allowed; empty for any
   */
  static ValueType<List<String>> texts(List<String> words) {
    return new TextList(words);
  }

  /** A number in {@code [least, most]}, or {@code none}. */
  static ValueType<Optional<Double>> optionalNumber(double least, double most) {
    ValueType<Double> number = number(least, most);
    return of(
        number.expected() + ", or none",
        text ->
            text.strip().equalsIgnoreCase("none")
                ? Optional.empty()
                : Optional.of(number.parse(text)),
        value -> value.map(number::yaml).orElse("none"));
  }

  /** A type made of two functions. */
  static <T> ValueType<T> of(String expected, Parser<T> parser, Writer<T> writer) {
    return new ValueType<>() {
      @Override
      public String expected() {
        return expected;
      }

      @Override
      public T parse(String text) {
        return parser.parse(text);
      }

      @Override
      public String yaml(T value) {
        return writer.write(value);
      }
    };
  }

  /** Reads a text. */
  @FunctionalInterface
  interface Parser<T> {
    /** Throws {@link IllegalArgumentException} if it is no such value. */
    T parse(String text);
  }

  /** Writes a value. */
  @FunctionalInterface
  interface Writer<T> {
    /** On one line. */
    String write(T value);
  }

  private static String requireText(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException();
    }
    return text.strip();
  }

  private static String requireOneOf(String word, List<String> words) {
    if (!words.contains(word)) {
      throw new IllegalArgumentException();
    }
    return word;
  }

  private static long requireRange(long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  private static double requireRange(double value, double least, double most) {
    // Written so that NaN fails too.
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String quoteIfNeeded(String text) {
    return text.matches("[A-Za-z/.][A-Za-z0-9_/.:=?&@-]*") && !text.endsWith(":")
        ? text
        : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** Texts with commas between them. */
  record TextList(List<String> words) implements ValueType<List<String>> {
    @Override
    public String expected() {
      return words.isEmpty() ? "a list of texts" : "a list of " + String.join(", ", words);
    }

    @Override
    public List<String> parse(String text) {
      List<String> values = new ArrayList<>();
      String inside = text.strip().replaceAll("^\\[|\\]$", "");
      for (String part : inside.isBlank() ? new String[0] : inside.split(",", -1)) {
        String value = requireText(part);
        values.add(words.isEmpty() ? value : requireOneOf(value, words));
      }
      return List.copyOf(values);
    }

    @Override
    public String yaml(List<String> value) {
      return value.stream()
          .map(ValueType::quoteIfNeeded)
          .collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public boolean isList() {
      return true;
    }
  }

  /** Whole numbers with commas between them. */
  record IntegerList(int least, int most) implements ValueType<List<Integer>> {
    @Override
    public String expected() {
      return "a list of whole numbers in [" + least + ", " + most + "], such as [16, 8, 16]";
    }

    @Override
    public List<Integer> parse(String text) {
      List<Integer> values = new ArrayList<>();
      for (String part : text.strip().replaceAll("^\\[|\\]$", "").split(",", -1)) {
        values.add((int) requireRange(Long.parseLong(part.strip()), least, most));
      }
      return List.copyOf(values);
    }

    @Override
    public String yaml(List<Integer> value) {
      return value.toString();
    }

    @Override
    public boolean isList() {
      return true;
    }
  }
}
