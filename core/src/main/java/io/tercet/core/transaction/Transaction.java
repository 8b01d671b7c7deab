package io.tercet.core.transaction;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One transaction, validated at construction and trusted afterwards.
 *
 * <p>Three entities follow from it. The <b>sender</b> and the <b>receiver</b> are the parties: each
 * is its address, or the account where there is no address. The <b>customer</b> is the account
 * whose habits count: {@code user_id}, else the sender, else (for deposits first) the receiver.
 *
 * @param id the transaction's id, unique in a store; 1 to 256 characters
 * @param timestampMicros event time, microseconds since 1970-01-01T00:00Z; in [{@link
 *     #MIN_TIMESTAMP}, {@link #MAX_TIMESTAMP})
 * @param account {@code user_id}: the customer's account; null if unknown
 * @param type lower case, at most 64 characters; see {@link TransactionType}
 * @param currency upper case, at most 64 characters
 * @param amount in units of the currency; finite, ≥ 0 (contract calls move nothing)
 * @param fee in units of the currency; finite, ≥ 0
 * @param fromAddress the sending address, normalised; null if unknown
 * @param toAddress the receiving address, normalised; null if unknown
 * @param status lower case, at most 64 characters; see {@link TransactionStatus}
 * @param senderNonce how many transactions the sending address had sent before, where the chain
 *     counts them; {@link #UNKNOWN_NONCE} if it does not
 */
public record Transaction(
    String id,
    long timestampMicros,
    @Nullable String account,
    String type,
    String currency,
    double amount,
    double fee,
    @Nullable String fromAddress,
    @Nullable String toAddress,
    String status,
    long senderNonce) {

  /** 2000-01-01T00:00Z: before any chain; an epoch of 0 is a missing time, not a date. */
  public static final long MIN_TIMESTAMP = 946_684_800_000_000L;

  /** 2068-01-01T00:00Z: seconds since {@link #MIN_TIMESTAMP} fit 31 bits. */
  public static final long MAX_TIMESTAMP = 3_092_601_600_000_000L;

  /** The largest amount or fee: far above any supply, far below where sums of squares overflow. */
  public static final double MAX_AMOUNT = 1e30;

  /** The nonce of a sender whose chain counts none, or where it was not recorded. */
  public static final long UNKNOWN_NONCE = -1;

  static final int MAX_ID_LENGTH = 256;
  private static final int MAX_NAME_LENGTH = 64;

  public Transaction {
    id = normaliseId(requireText("transaction_id", id, MAX_ID_LENGTH));
    requireTime(timestampMicros);
    account = optionalText("user_id", account, MAX_ID_LENGTH);
    type = normaliseType(type);
    currency = normaliseCurrency(currency);
    requireAmount("amount", amount);
    requireAmount("fee", fee);
    fromAddress = normaliseAddress(optionalText("from_address", fromAddress, MAX_ID_LENGTH));
    toAddress = normaliseAddress(optionalText("to_address", toAddress, MAX_ID_LENGTH));
    status = normaliseStatus(status);
    if (senderNonce < UNKNOWN_NONCE) {
      throw new InvalidTransactionException("nonce must be ≥ 0, got " + senderNonce);
    }
    if (account == null && fromAddress == null && toAddress == null) {
      throw new InvalidTransactionException(
          "user_id, from_address and to_address are all empty; at least one is needed");
    }
    // An account that is an address must meet the profile of that address.
    account = normaliseAddress(account);
  }

  /** The type as a constant. */
  public TransactionType kind() {
    return TransactionType.of(type);
  }

  /** The sending party, or null if nothing is known of it. */
  public @Nullable String sender() {
    return fromAddress != null ? fromAddress : kind() == TransactionType.DEPOSIT ? null : account;
  }

  /** The receiving party, or null if nothing is known of it. */
  public @Nullable String receiver() {
    return toAddress != null ? toAddress : kind() == TransactionType.DEPOSIT ? account : null;
  }

  /** The customer whose habits count; never null. */
  public String customer() {
    if (account != null) {
      return account;
    }
    String first = kind() == TransactionType.DEPOSIT ? receiver() : sender();
    String other =
        first != null ? first : kind() == TransactionType.DEPOSIT ? sender() : receiver();
    if (other == null) {
      throw new AssertionError("validated at construction: " + id);
    }
    return other;
  }

  /**
   * The normal form of an address or id of any chain: hexadecimal with {@code 0x} in lower case
   * (checksummed spellings are one address), bech32 in lower case, anything else (base58 is
   * case-sensitive) as it is.
   */
  public static @Nullable String normaliseAddress(@Nullable String address) {
    if (address == null || address.length() < 2) {
      return address;
    }
    if (isHexadecimal(address) || isUpperCaseBech32(address)) {
      return address.toLowerCase(Locale.ROOT);
    }
    return address;
  }

  /** The normal form of a transaction's id: as that of an address. */
  public static String normaliseId(String id) {
    return Objects.requireNonNull(normaliseAddress(id.strip()));
  }

  /**
   * The normal form of a type: lower case.
   *
   * @throws InvalidTransactionException if it is empty, too long, or no text
   */
  public static String normaliseType(String type) {
    return requireText("transaction_type", type, MAX_NAME_LENGTH).toLowerCase(Locale.ROOT);
  }

  /** The normal form of a currency: upper case; throws as {@link #normaliseType} does. */
  public static String normaliseCurrency(String currency) {
    return requireText("currency", currency, MAX_NAME_LENGTH).toUpperCase(Locale.ROOT);
  }

  /** The normal form of a status: lower case; throws as {@link #normaliseType} does. */
  public static String normaliseStatus(String status) {
    return requireText("status", status, MAX_NAME_LENGTH).toLowerCase(Locale.ROOT);
  }

  private static boolean isHexadecimal(String text) {
    if (text.charAt(0) != '0' || (text.charAt(1) | 0x20) != 'x') {
      return false;
    }
    for (int i = 2; i < text.length(); i++) {
      if (!isHexadecimalDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHexadecimalDigit(char c) {
    int letter = c | 0x20;
    return (c >= '0' && c <= '9') || (letter >= 'a' && letter <= 'f');
  }

  private static boolean isUpperCaseBech32(String text) {
    return text.startsWith("BC1") || text.startsWith("LTC1") || text.startsWith("ADDR1");
  }

  /** Whether numbers are in the range of a transaction's. */
  public static boolean isValid(long timestampMicros, double amount, double fee, long senderNonce) {
    return isValidTime(timestampMicros)
        && isValidAmount(amount)
        && isValidAmount(fee)
        && senderNonce >= UNKNOWN_NONCE;
  }

  private static boolean isValidTime(long micros) {
    return micros >= MIN_TIMESTAMP && micros < MAX_TIMESTAMP;
  }

  private static boolean isValidAmount(double value) {
    // False for NaN.
    return value >= 0 && value <= MAX_AMOUNT;
  }

  private static void requireTime(long micros) {
    if (!isValidTime(micros)) {
      throw new InvalidTransactionException(
          "timestamp must be in [2000-01-01, 2068-01-01), got " + describeTime(micros));
    }
  }

  private static String describeTime(long micros) {
    return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L)).toString();
  }

  private static void requireAmount(String name, double value) {
    if (!isValidAmount(value)) {
      throw new InvalidTransactionException(
          name + " must be a finite number in [0, 1e30], got " + value);
    }
  }

  private static String requireText(String name, @Nullable String text, int maxLength) {
    String present = optionalText(name, text, maxLength);
    if (present == null) {
      throw new InvalidTransactionException(name + " is empty");
    }
    return present;
  }

  private static @Nullable String optionalText(String name, @Nullable String text, int maxLength) {
    if (text == null) {
      return null;
    }
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return null;
    }
    if (stripped.length() > maxLength) {
      throw new InvalidTransactionException(
          name
              + " has "
              + stripped.length()
              + " characters; at most "
              + maxLength
              + " are allowed");
    }
    for (int i = 0; i < stripped.length(); i++) {
      char c = stripped.charAt(i);
      if (c < ' ' || c == 0x7F || c == '\uFFFD') {
        throw new InvalidTransactionException(
            "%s has a character that is not text (U+%04X) at position %d"
                .formatted(name, (int) c, i));
      }
    }
    return stripped;
  }
}
