package io.tercet.store.clickhouse;

import com.clickhouse.client.api.ServerException;
import io.tercet.store.StoreException;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells errors that may pass from those that stay, and says both in one line. */
final class ClickHouseErrors {
  /**
   * Codes of the server that another try may not meet: too busy, too many parts or queries, memory,
   * timeouts, the network between servers, a coordinator that is away, a table that is read-only
   * meanwhile.
   */
  private static final Set<Integer> PASSING =
      Set.of(
          3, 32, 33, 159, 202, 203, 209, 210, 225, 236, 241, 242, 252, 279, 285, 286, 288, 319, 335,
          394, 425, 439, 473, 999);

  private static final int UNKNOWN_DATABASE = 81;
  private static final int UNKNOWN_TABLE = 60;
  private static final Set<Integer> QUOTA = Set.of(201, 290);
  private static final Set<Integer> FULL = Set.of(243, 1001);
  private static final Set<Integer> LOGIN = Set.of(192, 193, 194, 516);
  private static final Set<Integer> PERMISSION = Set.of(164, 291, 392, 497);
  private static final Pattern NOISE =
      Pattern.compile("^(Code: \\d+\\. )?(DB::Exception: )+|\\(version [^)]*\\)|\\(transport.*$");
  private static final int MAX_MESSAGE = 500;

  private ClickHouseErrors() {}

  /** Whether the same may work a little later. */
  static boolean mayPass(Throwable error) {
    if (error instanceof StoreException) {
      return false;
    }
    ServerException answer = answer(error);
    if (answer != null) {
      return PASSING.contains(answer.getCode()) || answer.getTransportProtocolCode() == 503;
    }
    for (Throwable at = error; at != null; at = at.getCause()) {
      if (at instanceof javax.net.ssl.SSLException) {
        return false;
      }
      if (at instanceof IOException
          || at instanceof com.clickhouse.client.api.ConnectionInitiationException
          || at instanceof com.clickhouse.client.api.DataTransferException) {
        return true;
      }
    }
    return false;
  }

  /** Whether the server says that there is no such table or database. */
  static boolean isMissing(Throwable error) {
    ServerException answer = answer(error);
    return answer != null
        && (answer.getCode() == UNKNOWN_TABLE || answer.getCode() == UNKNOWN_DATABASE);
  }

  /** What to tell of {@code error}, which came from the store called {@code name}. */
  static StoreException translate(String name, Throwable error) {
    return error instanceof StoreException known
        ? known
        : new StoreException(describe(name, error), error);
  }

  /** The server's or the connection's own words, in one line. */
  static String words(Throwable error) {
    ServerException answer = answer(error);
    return oneLine(answer != null ? answer.getMessage() : root(error).toString());
  }

  private static String describe(String name, Throwable error) {
    ServerException answer = answer(error);
    String words = words(error);
    if (answer == null) {
      return mayPass(error)
          ? "store %s cannot be reached: %s. Maybe the server does not run, or the port is another one."
              .formatted(name, words)
          : "store %s: %s".formatted(name, words);
    }
    int code = answer.getCode();
    if (LOGIN.contains(code)) {
      return "store %s refuses the user or the password. Set TERCET_CLICKHOUSE_PASSWORD or TERCET_CLICKHOUSE_PASSWORD_FILE."
          .formatted(name);
    }
    if (PERMISSION.contains(code)) {
      return "store %s does not permit this: %s".formatted(name, words);
    }
    if (QUOTA.contains(code)) {
      return "store %s: the user's quota is used up: %s".formatted(name, words);
    }
    if (FULL.contains(code)) {
      return "the disk of store %s is full. What was not finished is not in the store; free space and run it again."
          .formatted(name);
    }
    return "store %s: %s".formatted(name, words);
  }

  private static @Nullable ServerException answer(Throwable error) {
    for (Throwable at = error; at != null; at = at.getCause()) {
      if (at instanceof ServerException answer) {
        return answer;
      }
    }
    return null;
  }

  private static Throwable root(Throwable error) {
    Throwable at = error;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }

  private static String oneLine(@Nullable String message) {
    String text = String.valueOf(message).replaceAll("\\s+", " ");
    String plain = NOISE.matcher(text).replaceAll("").strip();
    return plain.length() <= MAX_MESSAGE ? plain : plain.substring(0, MAX_MESSAGE) + "…";
  }
}
