package io.tercet.jobs.imports;

import io.tercet.core.transaction.Transaction;

/** Makes transactions of rows. Safe for several threads. */
record RowMapper(
    Source.Text id,
    Source.Whole time,
    Source.Text account,
    Source.Text type,
    Source.Text currency,
    Source.Number amount,
    Source.Number fee,
    Source.Text from,
    Source.Text to,
    Source.Text status,
    Source.Whole nonce) {

  /**
   * The transaction in {@code row}.
   *
   * @throws RowRejected if a cell is not what its column should hold
   * @throws io.tercet.core.transaction.InvalidTransactionException if the values are no transaction
   */
  Transaction map(Row row) {
    return new Transaction(
        orEmpty(id, row),
        time.read(row),
        account.read(row),
        orEmpty(type, row),
        orEmpty(currency, row),
        amount.read(row),
        fee.read(row),
        from.read(row),
        to.read(row),
        orEmpty(status, row),
        nonce.read(row));
  }

  /** Empty for what is not there: the transaction says which field that is. */
  private static String orEmpty(Source.Text source, Row row) {
    String text = source.read(row);
    return text == null ? "" : text;
  }
}
