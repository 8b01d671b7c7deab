package io.tercet.core.ensemble;

import java.util.Locale;

/** How much risk a transaction carries, least first. */
public enum RiskLevel {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  private static final RiskLevel[] VALUES = values();

  /** The stored form: 0 for low to 3 for critical. */
  public byte code() {
    return (byte) ordinal();
  }

  /** Inverse of {@link #code()}. */
  public static RiskLevel ofCode(int code) {
    return VALUES[code];
  }

  /** Lower case, as stored and shown. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
