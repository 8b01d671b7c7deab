package io.tercet.store.clickhouse;

import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.ImportBatch;
import io.tercet.store.TransactionStore.SourceLine;
import io.tercet.store.Words;
import java.nio.charset.StandardCharsets;

/** Batches of transactions on their way into a table. */
final class TransactionRows {
  /** The columns of {@code transactions}. */
  static final String COLUMNS =
      """
      sequence, stamp, timestamp, id_key, customer_key, sender_key, receiver_key, currency_key,
      type_code, status_code, amount, fee, nonce, sender_shape, receiver_shape, transaction_id,
      user_id, transaction_type, currency, from_address, to_address, status\
      """;

  private static final int MAX_TEXT = 2_000;

  final NativeBlock block = new NativeBlock();

  private final NativeBlock.Column sequence = block.column("sequence", "Int64");
  private final NativeBlock.Column stamps = block.column("stamp", "Int64");
  private final NativeBlock.Column timestamp = block.column("timestamp", "DateTime64(6, 'UTC')");
  private final NativeBlock.Column idKey = block.column("id_key", "Int64");
  private final NativeBlock.Column customer = block.column("customer_key", "Int64");
  private final NativeBlock.Column sender = block.column("sender_key", "Int64");
  private final NativeBlock.Column receiver = block.column("receiver_key", "Int64");
  private final NativeBlock.Column currencyKey = block.column("currency_key", "Int64");
  private final NativeBlock.Column typeCode = block.column("type_code", "Int8");
  private final NativeBlock.Column statusCode = block.column("status_code", "Int8");
  private final NativeBlock.Column amount = block.column("amount", "Float64");
  private final NativeBlock.Column fee = block.column("fee", "Float64");
  private final NativeBlock.Column nonce = block.column("nonce", "Int64");
  private final NativeBlock.Column senderShape = block.column("sender_shape", "Int32");
  private final NativeBlock.Column receiverShape = block.column("receiver_shape", "Int32");
  private final NativeBlock.Column id = block.column("transaction_id", "String");
  private final NativeBlock.Column account = block.column("user_id", "Nullable(String)");
  private final NativeBlock.Column type = block.column("transaction_type", "String");
  private final NativeBlock.Column currency = block.column("currency", "String");
  private final NativeBlock.Column from = block.column("from_address", "Nullable(String)");
  private final NativeBlock.Column to = block.column("to_address", "Nullable(String)");
  private final NativeBlock.Column status = block.column("status", "String");

  /** Adds all rows of a batch, as part of the write stamped {@code stamp}. */
  void add(ImportBatch batch, long stamp) {
    for (int row = 0; row < batch.size(); row++) {
      addNumbers(batch.numbers, row, stamp);
      addTexts(batch, row);
    }
  }

  int rows() {
    return block.rows();
  }

  private void addNumbers(TransactionBlock numbers, int row, long stamp) {
    sequence.put(numbers.sequence[row]);
    stamps.put(stamp);
    timestamp.put(numbers.timestamp[row]);
    idKey.put(numbers.id[row]);
    customer.put(numbers.customer[row]);
    sender.put(numbers.sender[row]);
    receiver.put(numbers.receiver[row]);
    currencyKey.put(numbers.currency[row]);
    typeCode.put(numbers.type[row]);
    statusCode.put(numbers.status[row]);
    amount.put(numbers.amount[row]);
    fee.put(numbers.fee[row]);
    nonce.put(numbers.nonce[row]);
    senderShape.put(numbers.senderShape[row]);
    receiverShape.put(numbers.receiverShape[row]);
  }

  private void addTexts(ImportBatch batch, int row) {
    byte given = batch.given[row];
    Words words = batch.words[row];
    id.put(batch.ids[row]);
    account.put((given & ImportBatch.ACCOUNT) != 0 ? batch.account(row) : null);
    from.put((given & ImportBatch.FROM) != 0 ? batch.from(row) : null);
    to.put((given & ImportBatch.TO) != 0 ? batch.to(row) : null);
    type.put(words.type());
    currency.put(words.currency());
    status.put(words.status());
  }

  /** Rows that remember where they were read, for {@code import_suspects}. */
  static final class Suspects {
    final TransactionRows rows = new TransactionRows();

    private final NativeBlock.Column settlement = rows.block.column("settlement", "Int64");
    private final NativeBlock.Column file = rows.block.column("file", "String");
    private final NativeBlock.Column line = rows.block.column("line", "Int64");
    private final NativeBlock.Column text = rows.block.column("text", "String");

    void add(ImportBatch batch, long stamp, long settled) {
      rows.add(batch, stamp);
      for (int row = 0; row < batch.size(); row++) {
        SourceLine source = batch.source(row);
        settlement.put(settled);
        file.put(storable(source.file()));
        line.put(source.line());
        text.put(storable(source.text()));
      }
    }
  }

  /** Rejected rows, for {@code rejected_log}. */
  static final class Rejected {
    final NativeBlock block = new NativeBlock();

    private final NativeBlock.Column stamps = block.column("stamp", "Int64");
    private final NativeBlock.Column numbers = block.column("number", "Int64");
    private final NativeBlock.Column file = block.column("file", "String");
    private final NativeBlock.Column line = block.column("line", "Int64");
    private final NativeBlock.Column reasons = block.column("reason", "String");
    private final NativeBlock.Column text = block.column("text", "String");

    void add(SourceLine source, String reason, long stamp, long number) {
      stamps.put(stamp);
      numbers.put(number);
      file.put(storable(source.file()));
      line.put(source.line());
      reasons.put(storable(reason));
      text.put(storable(source.text()));
    }
  }

  /** The text, at most 2,000 characters; NUL as its picture, which every database keeps. */
  private static byte[] storable(String text) {
    String bounded = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    return bounded.replace('\0', '\u2400').getBytes(StandardCharsets.UTF_8);
  }
}
