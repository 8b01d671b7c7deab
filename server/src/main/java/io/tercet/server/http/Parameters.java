package io.tercet.server.http;

import io.javalin.http.Context;
import io.tercet.core.transaction.Transaction;
import io.tercet.jobs.Nearest;
import io.tercet.jobs.imports.Times;
import io.tercet.server.http.Problem.Kind;
import io.tercet.server.http.Problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Query parameters: an unknown name is an error, and so is a value out of range. */
final class Parameters {
  private final Context context;

  /** Checks that the request has no parameters but these, each at most once. */
  Parameters(Context context, String... names) {
    this.context = context;
    List<String> known = List.of(names);
    context
        .queryParamMap()
        .forEach((name, values) -> {
          if (!known.contains(name)) {
            throw wrong("unknown parameter '%s'.%s".formatted(name, Nearest.hint(name, known)));
          }
          if (values.size() > 1) {
            throw wrong("parameter '%s' is there %d times".formatted(name, values.size()));
          }
        });
  }

  private static ProblemException wrong(String detail) {
    return new ProblemException(Kind.INVALID_PARAMETER, detail);
  }

  /** A text of at most 256 characters; null if it is not there. */
  @Nullable String text(String name) {
    String value = context.queryParam(name);
    if (value != null && (value.isEmpty() || value.length() > 256)) {
      throw wrong("%s must have 1 to 256 characters".formatted(name));
    }
    return value;
  }

  boolean flag(String name) {
    String value = context.queryParam(name);
    if (value != null && !value.equals("true") && !value.equals("false")) {
      throw wrong("%s must be true or false, got '%s'".formatted(name, value));
    }
    return "true".equals(value);
  }

  int number(String name, int least, int most, int otherwise) {
    String value = context.queryParam(name);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw wrong("%s must be a number in [%d, %d], got '%s'".formatted(name, least, most, value));
  }

  /** Several of {@code known}, separated by commas; empty if it is not there. */
  List<String> choices(String name, List<String> known) {
    String value = context.queryParam(name);
    if (value == null) {
      return List.of();
    }
    List<String> chosen = Arrays.stream(value.split(",", -1)).distinct().toList();
    for (String one : chosen) {
      if (!known.contains(one)) {
        throw wrong("%s must be of %s, got '%s'".formatted(name, String.join(", ", known), one));
      }
    }
    return chosen;
  }

  /** A time in microseconds; null if it is not there. */
  @Nullable Long time(String name) {
    String value = context.queryParam(name);
    if (value == null) {
      return null;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    long micros = Times.parse(bytes, 0, bytes.length);
    if (micros < Transaction.MIN_TIMESTAMP || micros > Transaction.MAX_TIMESTAMP) {
      throw wrong(
          "%s must be a time in [2000, 2068) such as 2026-01-31T12:00:00Z, got '%s'"
              .formatted(name, value));
    }
    return micros;
  }
}
