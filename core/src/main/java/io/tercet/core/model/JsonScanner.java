package io.tercet.core.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The tokens of JSON that a header is made of: strings, whole numbers ≥ 0 and punctuation. */
final class JsonScanner {
  /** Most bytes of a string as written. */
  private static final int MAX_STRING = 1 << 24;

  /** Most characters of a file that a message repeats. */
  private static final int MAX_QUOTE = 200;

  /** So that a number cannot overflow. */
  private static final int MAX_DIGITS = 18;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int stringBegin;
  private int stringEnd;

  JsonScanner(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  /** Where the characters of the last string begin. */
  int stringBegin() {
    return stringBegin;
  }

  /** Where the quote stands that ended the last string. */
  int stringEnd() {
    return stringEnd;
  }

  private void skipSpace() {
    while (at < end && isSpace(bytes[at])) {
      at++;
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** Steps over {@code symbol} if it comes next. */
  boolean accept(char symbol) {
    skipSpace();
    if (at < end && bytes[at] == symbol) {
      at++;
      return true;
    }
    return false;
  }

  void require(char symbol) throws ModelFormatException {
    if (!accept(symbol)) {
      throw error("'" + symbol + "' is expected");
    }
  }

  /** Only space may be left. */
  void requireEnd() throws ModelFormatException {
    skipSpace();
    if (at < end) {
      throw error("nothing is expected");
    }
  }

  /** A whole number of at most 18 digits, without sign or leading zeros. */
  long number() throws ModelFormatException {
    skipSpace();
    int from = at;
    long value = 0;
    while (at < end && Header.isDigit(bytes[at]) && at - from < MAX_DIGITS) {
      value = value * 10 + (bytes[at++] - '0');
    }
    boolean leadingZero = at - from > 1 && bytes[from] == '0';
    if (at == from || leadingZero || (at < end && Header.isDigit(bytes[at]))) {
      throw error("a whole number of at most %d digits is expected".formatted(MAX_DIGITS));
    }
    return value;
  }

  String string() throws ModelFormatException {
    require('"');
    stringBegin = at;
    boolean escaped = false;
    boolean ascii = true;
    while (at < end && bytes[at] != '"') {
      if (bytes[at] >= 0 && bytes[at] < ' ') {
        throw error("a control character must be escaped");
      }
      ascii &= bytes[at] >= 0;
      if (bytes[at] == '\\') {
        escaped = true;
        ascii &= at + 1 < end && bytes[at + 1] >= 0;
        at++;
      }
      at++;
    }
    stringEnd = at++;
    if (at > end || stringEnd - stringBegin > MAX_STRING) {
      throw error("a string ends nowhere, or is longer than %d bytes".formatted(MAX_STRING));
    }
    String raw = ascii ? ascii(stringBegin, stringEnd) : utf8(stringBegin, stringEnd);
    return escaped ? unescape(raw) : raw;
  }

  /** Without a decoder, which would weigh more than the short strings that headers are made of. */
  private String ascii(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private String utf8(int from, int to) throws ModelFormatException {
    try {
      // A new decoder reports what a String constructor would silently replace.
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException invalid) {
      throw error("a string is not valid UTF-8");
    }
  }

  private String unescape(String raw) throws ModelFormatException {
    StringBuilder text = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\') {
        text.append(c);
      } else if (raw.charAt(++i) == 'u') {
        text.append(codeUnit(raw, i + 1));
        i += 4;
      } else {
        text.append(escape(raw.charAt(i)));
      }
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw error("a string holds half of a surrogate pair");
    }
    return text.toString();
  }

  private char codeUnit(String raw, int from) throws ModelFormatException {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = i < raw.length() && raw.charAt(i) < 128 ? Character.digit(raw.charAt(i), 16) : -1;
      if (digit < 0) {
        throw error("\\u must be followed by four hexadecimal digits");
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private char escape(char c) throws ModelFormatException {
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> throw error("'\\" + c + "' is no escape");
    };
  }

  /** An error that says where reading stopped. */
  ModelFormatException error(String what) {
    String shown = what.length() <= MAX_QUOTE ? what : what.substring(0, MAX_QUOTE) + "…";
    return new ModelFormatException(
        "the header is not valid at byte %d: %s. Maybe the file is damaged.".formatted(at, shown));
  }
}
