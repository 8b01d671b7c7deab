package io.tercet.jobs.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The layouts that are recognised by their columns. {@code docs/data-formats.md} lists every
 * column; what a layout does not name, labels above all, is never read.
 */
public enum Layout {
  /** Etherscan's CSV export of an address, and its sister sites' (BNB, POL …). */
  ETHERSCAN_EXPORT(Layout::isEtherscanExport, EthereumFields::etherscanExport, List.of()),

  /** The columns of Etherscan's API: values in wei, times in seconds. */
  ETHERSCAN_API(
      columns ->
          columns.show("hash", "timeStamp", "from", "to", "value")
              && (columns.show("gasPrice") || columns.show("blockNumber")),
      EthereumFields::etherscanApi,
      EthereumFields.API_COLUMNS),

  /** ethereum-etl's {@code transactions.csv} and the public BigQuery tables made with it. */
  ETHEREUM_ETL(
      columns ->
          columns.show("hash", "from_address", "to_address", "value")
              && (columns.show("gas_price") || columns.show("block_number")),
      EthereumFields::ethereumEtl,
      EthereumFields.ETL_COLUMNS),

  /** Simulated card payments of the Fraud Detection Handbook. */
  FRAUD_HANDBOOK(
      columns -> columns.show(HandbookFields.COLUMNS.toArray(String[]::new)),
      HandbookFields::fill,
      HandbookFields.COLUMNS),

  /** Tercet's own columns. */
  TERCET(
      columns -> columns.show("transaction_id", "timestamp", "amount"),
      Mapping::putOwnNames,
      Field.labels()),

  /** Columns that the user named, and those that have Tercet's names. */
  MAPPED(columns -> true, Mapping::putOwnNames, Field.labels());

  private final Predicate<Columns> recognised;
  private final Consumer<Mapping> fields;
  private final List<String> columnNames;

  Layout(Predicate<Columns> recognised, Consumer<Mapping> fields, List<String> columnNames) {
    this.recognised = recognised;
    this.fields = fields;
    this.columnNames = columnNames;
  }

  /** The name that people see: {@code tercet}, {@code etherscan-export} … */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The first layout whose columns are all there; {@link #MAPPED} if none is. */
  static Layout recognise(Columns columns) {
    for (Layout layout : values()) {
      if (layout.recognised.test(columns)) {
        return layout;
      }
    }
    return MAPPED;
  }

  /** All names of columns that a layout may read. */
  static List<String> allColumns() {
    return Arrays.stream(values())
        .flatMap(layout -> layout.columnNames.stream())
        .distinct()
        .toList();
  }

  /** Gives {@code mapping} the sources of this layout. */
  void fill(Mapping mapping) {
    fields.accept(mapping);
  }

  private static boolean isEtherscanExport(Columns columns) {
    return (columns.show("Txhash") || columns.show("Transaction Hash"))
        && columns.show("UnixTimestamp", "From", "To")
        && columns.findPrefix(EthereumFields.VALUE_IN) != Columns.NONE
        && columns.findPrefix(EthereumFields.VALUE_OUT) != Columns.NONE;
  }
}
