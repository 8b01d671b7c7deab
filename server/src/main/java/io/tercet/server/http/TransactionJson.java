package io.tercet.server.http;

import io.tercet.core.transaction.InvalidTransactionException;
import io.tercet.core.transaction.Transaction;
import io.tercet.jobs.Nearest;
import io.tercet.jobs.imports.Times;
import io.tercet.server.http.Problem.Kind;
import io.tercet.server.http.Problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a transaction from a JSON object, with the names, forms and defaults that an import knows.
 * An unknown or repeated name is an error. Not safe for two threads at once.
 */
final class TransactionJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(4)
                  .maxStringLength(4096)
                  .maxNumberLength(100)
                  .maxNameLength(256)
                  .build())
          .build();

  private static final List<String> NAMES =
      List.of(
          "transaction_id",
          "timestamp",
          "user_id",
          "transaction_type",
          "currency",
          "amount",
          "fee",
          "from_address",
          "to_address",
          "status",
          "nonce");

  private final @Nullable String[] texts = new @Nullable String[NAMES.size()];

  /**
   * The transaction in {@code bytes[from, from + length)}.
   *
   * @throws ProblemException if it is not JSON, or not a valid transaction
   */
  Transaction read(byte[] bytes, int from, int length) {
    Arrays.fill(texts, null);
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, from, length)) {
      readObject(parser);
    } catch (JacksonException e) {
      throw malformed(e.getOriginalMessage() + at(e));
    }
    try {
      return transaction();
    } catch (InvalidTransactionException e) {
      throw new ProblemException(Kind.INVALID_TRANSACTION, String.valueOf(e.getMessage()));
    }
  }

  private static String at(JacksonException e) {
    return e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
  }

  private void readObject(JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw malformed("a JSON object is expected");
    }
    int seen = 0;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      int field = NAMES.indexOf(name);
      if (field < 0) {
        throw malformed("unknown name '%s'.%s".formatted(name, Nearest.hint(name, NAMES)));
      }
      if ((seen & 1 << field) != 0) {
        throw malformed("'%s' is there twice".formatted(name));
      }
      seen |= 1 << field;
      texts[field] = value(parser, name);
    }
    if (parser.nextToken() != null) {
      throw malformed("something follows the object");
    }
  }

  private static @Nullable String value(JsonParser parser, String name) {
    return switch (parser.nextToken()) {
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getString();
      case VALUE_NULL -> null;
      case null, default ->
          throw malformed("'%s' must be a text, a number or null".formatted(name));
    };
  }

  private Transaction transaction() {
    String type = texts[3];
    String status = texts[9];
    return new Transaction(
        required(0),
        time(required(1)),
        texts[2],
        type == null ? "transfer" : type,
        required(4),
        number("amount", required(5)),
        texts[6] == null ? 0 : number("fee", texts[6]),
        texts[7],
        texts[8],
        status == null ? "completed" : status,
        texts[10] == null ? Transaction.UNKNOWN_NONCE : whole(texts[10]));
  }

  private String required(int field) {
    String text = texts[field];
    if (text == null) {
      throw new ProblemException(
          Kind.INVALID_TRANSACTION, "'%s' is missing".formatted(NAMES.get(field)));
    }
    return text;
  }

  private static long time(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long micros = Times.parse(bytes, 0, bytes.length);
    if (micros == Times.NOT_A_TIME) {
      throw new ProblemException(
          Kind.INVALID_TRANSACTION,
          "timestamp must be ISO 8601 such as 2026-01-31T12:00:00Z, or a number since 1970, got '%s'"
              .formatted(shortened(text)));
    }
    return micros;
  }

  private static double number(String name, @Nullable String text) {
    try {
      return Double.parseDouble(String.valueOf(text));
    } catch (NumberFormatException e) {
      throw new ProblemException(
          Kind.INVALID_TRANSACTION,
          "%s must be a number, got '%s'".formatted(name, shortened(String.valueOf(text))));
    }
  }

  private static long whole(@Nullable String text) {
    try {
      return Long.parseLong(String.valueOf(text));
    } catch (NumberFormatException e) {
      throw new ProblemException(
          Kind.INVALID_TRANSACTION,
          "nonce must be a whole number, got '%s'".formatted(shortened(String.valueOf(text))));
    }
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(Kind.MALFORMED_JSON, detail);
  }
}
