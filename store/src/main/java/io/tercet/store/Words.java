package io.tercet.store;

import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.core.transaction.TransactionStatus;
import io.tercet.core.transaction.TransactionType;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a transaction that most transactions share, normalised, and what blocks hold of
 * them.
 *
 * @param typeCode {@link TransactionType#code()}
 * @param currencyKey {@link TransactionBlock#key}
 * @param statusCode {@link TransactionStatus#code()}
 * @param usual whether type and status are spelled as their codes are
 */
public record Words(
    String type,
    byte typeCode,
    String currency,
    long currencyKey,
    String status,
    byte statusCode,
    boolean usual) {

  /**
   * The words as a transaction would hold them.
   *
   * @throws io.tercet.core.transaction.InvalidTransactionException if one of them is empty, too
   *     long, or no text
   */
  public static Words of(String type, String currency, String status) {
    String normalType = Transaction.normaliseType(type);
    String normalCurrency = Transaction.normaliseCurrency(currency);
    String normalStatus = Transaction.normaliseStatus(status);
    TransactionType kind = TransactionType.of(normalType);
    TransactionStatus state = TransactionStatus.of(normalStatus);
    return new Words(
        normalType,
        kind.code(),
        normalCurrency,
        TransactionBlock.key(normalCurrency),
        normalStatus,
        state.code(),
        kind.label().equals(normalType) && state.label().equals(normalStatus));
  }

  /** The type where it is spelled otherwise than its code; else null. */
  public @Nullable String unusualType() {
    return TransactionType.ofCode(typeCode).label().equals(type) ? null : type;
  }

  /** The status where it is spelled otherwise than its code; else null. */
  public @Nullable String unusualStatus() {
    return TransactionStatus.ofCode(statusCode).label().equals(status) ? null : status;
  }
}
