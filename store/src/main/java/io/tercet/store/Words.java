package io.tercet.store;

import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.core.transaction.TransactionStatus;
import io.tercet.core.transaction.TransactionType;

/**
 * The texts of a transaction that most transactions share, normalised, and what blocks hold of
 * them.
 *
 * @param typeCode {@link TransactionType#code()}
 * @param currencyKey {@link TransactionBlock#key}
 * @param statusCode {@link TransactionStatus#code()}
 */
public record Words(
    String type, byte typeCode, String currency, long currencyKey, String status, byte statusCode) {

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
    return new Words(
        normalType,
        TransactionType.of(normalType).code(),
        normalCurrency,
        TransactionBlock.key(normalCurrency),
        normalStatus,
        TransactionStatus.of(normalStatus).code());
  }

  /** Whether the type is spelled as its code is. */
  public boolean hasUsualType() {
    return TransactionType.ofCode(typeCode).label().equals(type);
  }

  /** Whether the status is spelled as its code is. */
  public boolean hasUsualStatus() {
    return TransactionStatus.ofCode(statusCode).label().equals(status);
  }
}
