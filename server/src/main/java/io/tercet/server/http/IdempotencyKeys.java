package io.tercet.server.http;

import io.tercet.core.transaction.Transaction;
import io.tercet.server.http.Problem.Kind;
import io.tercet.server.http.Problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which transaction an {@code Idempotency-Key} was used for lately. The transaction's own id makes
 * a repetition safe, for ever; this only notices a key that is used for two transactions.
 */
final class IdempotencyKeys {
  private static final int REMEMBERED = 65_536;
  private static final int MAX_LENGTH = 256;

  private final Map<String, Integer> latest =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Remembers a key, or refuses it if it is another transaction's. */
  void require(String key, Transaction transaction) {
    if (key.isEmpty() || key.length() > MAX_LENGTH) {
      throw new ProblemException(
          Kind.INVALID_PARAMETER,
          "Idempotency-Key must have 1 to %d characters, got %d"
              .formatted(MAX_LENGTH, key.length()));
    }
    Integer before;
    synchronized (this) {
      before = latest.putIfAbsent(key, transaction.hashCode());
    }
    if (before != null && before != transaction.hashCode()) {
      throw new ProblemException(
          Kind.IDEMPOTENCY_KEY_REUSED, "the Idempotency-Key was used for another transaction");
    }
  }
}
