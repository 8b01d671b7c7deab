package io.tercet.core.ensemble;

import java.util.Locale;

/** What to do with a transaction. */
public enum Decision {
  APPROVED,
  REVIEW,
  BLOCKED;

  private static final Decision[] VALUES = values();

  /** The stored form: 0 for approved to 2 for blocked. */
  public byte code() {
    return (byte) ordinal();
  }

  /** Inverse of {@link #code()}. */
  public static Decision ofCode(int code) {
    return VALUES[code];
  }

  /** Lower case, as stored and shown. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
