package io.tercet.jobs.imports;

import java.util.List;

/** The fields of the Fraud Detection Handbook's simulated card payments. */
final class HandbookFields {
  static final List<String> COLUMNS =
      List.of("TRANSACTION_ID", "TX_DATETIME", "CUSTOMER_ID", "TERMINAL_ID", "TX_AMOUNT");

  private HandbookFields() {}

  static void fill(Mapping mapping) {
    Columns columns = mapping.columns();
    mapping.putColumn(Field.TRANSACTION_ID, columns.find("TRANSACTION_ID"));
    mapping.putColumn(Field.TIMESTAMP, columns.find("TX_DATETIME"));
    mapping.putColumn(Field.USER_ID, columns.find("CUSTOMER_ID"));
    mapping.putColumn(Field.AMOUNT, columns.find("TX_AMOUNT"));
    // Customer 5 and terminal 5 are two parties.
    mapping.putText(
        Field.TO_ADDRESS, mapping.sources().prefixed("terminal:", columns.find("TERMINAL_ID")));
    mapping.putDefault(Field.TRANSACTION_TYPE, "payment");
    mapping.putDefault(Field.CURRENCY, "USD");
  }
}
