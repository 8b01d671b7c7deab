package io.tercet.core.transaction;

import java.util.Locale;

/** The kinds of transaction that decide who the customer is; any other text is {@link #OTHER}. */
public enum TransactionType {
  DEPOSIT,
  WITHDRAWAL,
  TRANSFER,
  TRADE,
  PAYMENT,
  CONTRACT_CALL,
  OTHER;

  private static final TransactionType[] VALUES = values();

  private final String label = name().toLowerCase(Locale.ROOT);

  /**
   * Returns the type named by {@code text}, whatever its case; {@link #OTHER} for any other text.
   */
  public static TransactionType of(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "deposit" -> DEPOSIT;
      case "withdrawal", "withdraw" -> WITHDRAWAL;
      case "transfer" -> TRANSFER;
      case "trade" -> TRADE;
      case "payment" -> PAYMENT;
      case "contract_call" -> CONTRACT_CALL;
      default -> OTHER;
    };
  }

  /** The usual text of this type, lower case; {@link #of} knows it. */
  public String label() {
    return label;
  }

  /** The stored form, stable over versions: never reorder the constants. */
  public byte code() {
    return (byte) ordinal();
  }

  /** Inverse of {@link #code()}; {@link #OTHER} for a code of a later version. */
  public static TransactionType ofCode(int code) {
    return code >= 0 && code < VALUES.length ? VALUES[code] : OTHER;
  }
}
