package io.tercet.jobs.imports;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The fields of Ethereum's layouts: who gets what, in ether, and what the gas cost. */
final class EthereumFields {
  static final String VALUE_IN = "Value_IN(";
  static final String VALUE_OUT = "Value_OUT(";
  static final List<String> API_COLUMNS =
      List.of(
          "hash",
          "timeStamp",
          "from",
          "to",
          "value",
          "gasPrice",
          "gasUsed",
          "isError",
          "nonce",
          "methodId",
          "inputLen",
          "input",
          "contractAddress");
  static final List<String> ETL_COLUMNS =
      List.of(
          "hash",
          "block_timestamp",
          "from_address",
          "to_address",
          "value",
          "gas",
          "gas_price",
          "receipt_gas_used",
          "receipt_effective_gas_price",
          "receipt_status",
          "receipt_contract_address",
          "nonce",
          "input");

  private static final String FEE = "TxnFee(";
  private static final String CALL = "contract_call";
  private static final String TRANSFER = "transfer";
  private static final String FAILED = "failed";
  private static final String COMPLETED = "completed";

  private EthereumFields() {}

  static void etherscanApi(Mapping mapping) {
    Columns columns = mapping.columns();
    mapping.putColumn(Field.TRANSACTION_ID, columns.find("hash"));
    mapping.putColumn(Field.TIMESTAMP, columns.find("timeStamp"));
    mapping.putColumn(Field.FROM_ADDRESS, columns.find("from"));
    putReceiver(mapping, columns.find("to"), columns.find("contractAddress"));
    int value = columns.find("value");
    mapping.putColumn(Field.AMOUNT, value, Sources.WEI_SCALE);
    putFee(mapping, columns.find("gasUsed", "gas"), columns.find("gasPrice"));
    putType(
        mapping, value, columns.find("methodId"), columns.find("inputLen"), columns.find("input"));
    putStatus(mapping, columns.find("isError"), text -> !text.equals("0"));
    mapping.putColumn(Field.NONCE, columns.find("nonce"));
    mapping.putDefault(Field.CURRENCY, "ETH");
  }

  static void ethereumEtl(Mapping mapping) {
    Columns columns = mapping.columns();
    mapping.putColumn(Field.TRANSACTION_ID, columns.find("hash"));
    mapping.putColumn(Field.TIMESTAMP, columns.find("block_timestamp"));
    mapping.putColumn(Field.FROM_ADDRESS, columns.find("from_address"));
    putReceiver(mapping, columns.find("to_address"), columns.find("receipt_contract_address"));
    int value = columns.find("value");
    mapping.putColumn(Field.AMOUNT, value, Sources.WEI_SCALE);
    // Without receipts the gas limit is all there is: the fee is then the most it can have been.
    putFee(
        mapping,
        columns.findSeen("receipt_gas_used", "gas"),
        columns.findSeen("receipt_effective_gas_price", "gas_price"));
    putType(mapping, value, Columns.NONE, Columns.NONE, columns.find("input"));
    putStatus(mapping, columns.find("receipt_status"), text -> text.equals("0"));
    mapping.putColumn(Field.NONCE, columns.find("nonce"));
    mapping.putDefault(Field.CURRENCY, "ETH");
  }

  static void etherscanExport(Mapping mapping) {
    Columns columns = mapping.columns();
    mapping.putColumn(Field.TRANSACTION_ID, columns.find("Txhash", "Transaction Hash"));
    mapping.putColumn(Field.TIMESTAMP, columns.find("UnixTimestamp"));
    mapping.putColumn(Field.FROM_ADDRESS, columns.find("From"));
    putReceiver(mapping, columns.find("To"), columns.find("ContractAddress"));
    int in = columns.findPrefix(VALUE_IN);
    int out = columns.findPrefix(VALUE_OUT);
    Source.Number received = mapping.sources().number(in, 0);
    Source.Number sent = mapping.sources().number(out, 0);
    // One of the two is nought, and both are the value where an address pays itself.
    Source.Number amount = row -> Math.max(received.read(row), sent.read(row));
    mapping.putNumber(Field.AMOUNT, amount);
    mapping.putColumn(Field.FEE, columns.findPrefix(FEE));
    putExportType(mapping, amount, columns.find("Method"));
    putExportStatus(mapping, columns.find("Status"), columns.find("ErrCode"));
    mapping.putDefault(Field.CURRENCY, unit(columns.name(in)));
  }

  /** The unit in a column's name: {@code Value_IN(ETH)} has ETH. */
  private static String unit(String column) {
    String rest = column.strip().substring(VALUE_IN.length());
    int end = rest.indexOf(')');
    return end > 0 ? rest.substring(0, end) : "ETH";
  }

  /** Who creates a contract pays to the address that the contract gets. */
  private static void putReceiver(Mapping mapping, int to, int contract) {
    Source.Text receiver = mapping.sources().text(to);
    mapping.putText(
        Field.TO_ADDRESS,
        contract == Columns.NONE
            ? receiver
            : Sources.firstOf(receiver, mapping.sources().text(contract)));
  }

  private static void putFee(Mapping mapping, int gas, int price) {
    if (gas != Columns.NONE && price != Columns.NONE) {
      Source.Number cost = mapping.sources().product(gas, price, Sources.WEI_SCALE);
      mapping.putNumber(
          Field.FEE, row -> row.isAbsent(gas) || row.isAbsent(price) ? 0 : cost.read(row));
    }
  }

  /** A call moves no ether and has data; everything else is a transfer. */
  private static void putType(Mapping mapping, int value, int methodId, int length, int input) {
    mapping.putText(
        Field.TRANSACTION_TYPE,
        row ->
            isNought(row, value)
                    && (hasData(row, methodId) || hasData(row, input) || isPositive(row, length))
                ? CALL
                : TRANSFER);
  }

  private static void putExportType(Mapping mapping, Source.Number amount, int method) {
    Source.Text name = method == Columns.NONE ? row -> null : mapping.sources().repeated(method);
    mapping.putText(
        Field.TRANSACTION_TYPE,
        row -> {
          String called = name.read(row);
          boolean plain = called == null || called.equalsIgnoreCase(TRANSFER) || called.equals("-");
          return plain || amount.read(row) > 0 ? TRANSFER : CALL;
        });
  }

  private static void putStatus(Mapping mapping, int column, Predicate<String> failed) {
    if (column != Columns.NONE) {
      Source.Text status = mapping.sources().repeated(column);
      mapping.putText(
          Field.STATUS,
          row -> {
            String text = status.read(row);
            return text != null && failed.test(text) ? FAILED : COMPLETED;
          });
    }
  }

  private static void putExportStatus(Mapping mapping, int status, int error) {
    putStatus(mapping, status, EthereumFields::isExportFailure);
    if (error != Columns.NONE) {
      Source.Text code = mapping.sources().repeated(error);
      Source.Text otherwise =
          status == Columns.NONE ? row -> COMPLETED : mapping.text(Field.STATUS);
      mapping.putText(Field.STATUS, row -> code.read(row) != null ? FAILED : otherwise.read(row));
    }
  }

  private static boolean isExportFailure(String status) {
    String text = status.toLowerCase(Locale.ROOT);
    return text.startsWith("error") || text.startsWith("fail") || text.equals("0");
  }

  /** Whether a cell is 0, 0x0 or 0.000. */
  private static boolean isNought(Row row, int column) {
    return !row.isBlank(column)
        && Numbers.parse(row.bytes(), row.start(column), row.end(column), 0) == 0;
  }

  /** Whether a cell is more than the {@code 0x} that stands for no data. */
  private static boolean hasData(Row row, int column) {
    return column != Columns.NONE
        && !row.isAbsent(column)
        && row.end(column) - row.start(column) > 2;
  }

  private static boolean isPositive(Row row, int column) {
    return column != Columns.NONE
        && !row.isBlank(column)
        && Numbers.parse(row.bytes(), row.start(column), row.end(column), 0) > 0;
  }
}
