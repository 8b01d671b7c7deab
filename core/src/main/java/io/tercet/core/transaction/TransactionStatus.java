package io.tercet.core.transaction;

import java.util.Locale;

/** How a transaction ended; any other text is {@link #OTHER}. */
public enum TransactionStatus {
  COMPLETED,
  PENDING,
  FAILED,
  CANCELLED,
  OTHER;

  private static final TransactionStatus[] VALUES = values();

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Returns the status named by {@code text}, whatever its case. */
  public static TransactionStatus of(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "completed", "complete", "confirmed", "success", "ok" -> COMPLETED;
      case "pending" -> PENDING;
      case "failed", "failure", "error", "reverted" -> FAILED;
      case "cancelled", "canceled" -> CANCELLED;
      default -> OTHER;
    };
  }

  /** The usual text of this status, lower case; {@link #of} knows it. */
  public String label() {
    return label;
  }

  /** The stored form, stable over versions: never reorder the constants. */
  public byte code() {
    return (byte) ordinal();
  }

  /** Inverse of {@link #code()}; {@link #OTHER} for a code of a later version. */
  public static TransactionStatus ofCode(int code) {
    return code >= 0 && code < VALUES.length ? VALUES[code] : OTHER;
  }
}
