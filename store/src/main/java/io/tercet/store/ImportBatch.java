package io.tercet.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.TransactionStore.SourceLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Consecutive rows of a source on their way into a store, as columns. An import is fast because no
 * object is made for a row but its id: numbers lie in a block, addresses in arrays of bytes, words
 * that repeat are shared. What is in a batch is valid and normalised as a {@link Transaction} is; a
 * row that is none is a rejection.
 *
 * <p>Mutable: filled by one thread, then handed on. Rows {@code [0, size())} are valid.
 */
public final class ImportBatch {
  /** Bit of {@link #given}: the transaction has an account. */
  public static final byte ACCOUNT = 1;

  /** Bit of {@link #given}: the transaction has a sending address. */
  public static final byte FROM = 2;

  /** Bit of {@link #given}: the transaction has a receiving address. */
  public static final byte TO = 4;

  /** The numbers; the sequence is the store's to set. */
  public final TransactionBlock numbers;

  /** Ids as UTF-8. */
  public final byte[][] ids;

  /** What repeats. */
  public final Words[] words;

  /** Which of account, sending and receiving address the transaction has. */
  public final byte[] given;

  private final Utf8Column account;
  private final Utf8Column from;
  private final Utf8Column to;
  private final int[] sourceRow;
  private final IntFunction<SourceLine> sources;
  private final List<Rejection> rejections = new ArrayList<>();

  /**
   * A row that is no transaction.
   *
   * @param row its number in the source
   * @param reason for people
   */
  public record Rejection(int row, String reason) {}

  /**
   * Creates an empty batch.
   *
   * @param capacity how many rows fit, ≥ 1
   * @param sources where a row was read, given its number in the source; asked of few rows only
   */
  public ImportBatch(int capacity, IntFunction<SourceLine> sources) {
    this.sources = sources;
    numbers = new TransactionBlock(capacity);
    ids = new byte[capacity][];
    words = new Words[capacity];
    given = new byte[capacity];
    account = new Utf8Column(capacity);
    from = new Utf8Column(capacity);
    to = new Utf8Column(capacity);
    sourceRow = new int[capacity];
  }

  /** How many transactions there are. */
  public int size() {
    return numbers.size;
  }

  /** Whether no further transaction fits. */
  public boolean isFull() {
    return numbers.isFull();
  }

  /** The rows that are no transactions, in the order of the source. */
  public List<Rejection> rejections() {
    return rejections;
  }

  /** Keeps a row that is no transaction. */
  public void reject(int row, String reason) {
    rejections.add(new Rejection(row, reason));
  }

  /** Adds a transaction, which is row {@code row} of the source. */
  public void add(Transaction transaction, int row) {
    int at = numbers.size;
    numbers.add(transaction, 0);
    ids[at] = transaction.id().getBytes(UTF_8);
    words[at] = Words.of(transaction.type(), transaction.currency(), transaction.status());
    account.put(at, transaction.account());
    from.put(at, transaction.fromAddress());
    to.put(at, transaction.toAddress());
    given[at] = given(at);
    sourceRow[at] = row;
  }

  /**
   * Adds row {@code row} of the source without making texts of it.
   *
   * @param slices start and end in {@code ascii} of id, account, sending and receiving address,
   *     each {@link io.tercet.core.transaction.NormalText normal}; start −1 if there is none. There
   *     is an id, and one of the others.
   * @param ascii what {@code slices} points into; copied
   * @param timestamp in the range of a transaction's, as the other numbers are
   */
  public void add(
      int row,
      byte[] ascii,
      int[] slices,
      Words repeated,
      long timestamp,
      double amount,
      double fee,
      long nonce) {
    int at = numbers.size++;
    ids[at] = Arrays.copyOfRange(ascii, slices[0], slices[1]);
    numbers.id[at] = TransactionBlock.key(ascii, slices[0], slices[1]);
    numbers.timestamp[at] = timestamp;
    numbers.amount[at] = amount;
    numbers.fee[at] = fee;
    numbers.nonce[at] = nonce;
    words[at] = repeated;
    numbers.type[at] = repeated.typeCode();
    numbers.status[at] = repeated.statusCode();
    numbers.currency[at] = repeated.currencyKey();
    addParties(at, ascii, slices);
    sourceRow[at] = row;
  }

  private void addParties(int at, byte[] ascii, int[] slices) {
    account.put(at, ascii, slices[2], slices[3]);
    from.put(at, ascii, slices[4], slices[5]);
    to.put(at, ascii, slices[6], slices[7]);
    numbers.putParties(
        at,
        key(ascii, slices[2], slices[3]),
        key(ascii, slices[4], slices[5]),
        key(ascii, slices[6], slices[7]));
    numbers.senderShape[at] = shape(ascii, slices[4], slices[5]);
    numbers.receiverShape[at] = shape(ascii, slices[6], slices[7]);
    given[at] = given(at);
  }

  private static long key(byte[] ascii, int start, int end) {
    return start < 0 ? 0 : TransactionBlock.key(ascii, start, end);
  }

  private static int shape(byte[] ascii, int start, int end) {
    return start < 0 ? 0 : TransactionBlock.shape(ascii, start, end);
  }

  private byte given(int at) {
    return (byte)
        ((account.isPresent(at) ? ACCOUNT : 0)
            | (from.isPresent(at) ? FROM : 0)
            | (to.isPresent(at) ? TO : 0));
  }

  /** A batch of the rows that are set in {@code rows}, at least one; it has no rejections. */
  public ImportBatch copy(BitSet rows) {
    SourceLine[] lines = rows.stream().mapToObj(this::source).toArray(SourceLine[]::new);
    ImportBatch copy = new ImportBatch(lines.length, row -> lines[row]);
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      int at = copy.numbers.size;
      copy.numbers.add(numbers, row);
      copy.ids[at] = ids[row];
      copy.words[at] = words[row];
      copy.given[at] = given[row];
      copy.account.copy(at, account, row);
      copy.from.copy(at, from, row);
      copy.to.copy(at, to, row);
      copy.sourceRow[at] = at;
    }
    return copy;
  }

  /** Takes out the rows that are set in {@code rows}. */
  public void remove(BitSet rows) {
    int size = numbers.size;
    numbers.size = 0;
    for (int row = rows.nextClearBit(0); row < size; row = rows.nextClearBit(row + 1)) {
      int at = numbers.size;
      numbers.add(numbers, row);
      ids[at] = ids[row];
      words[at] = words[row];
      given[at] = given[row];
      account.move(at, row);
      from.move(at, row);
      to.move(at, row);
      sourceRow[at] = sourceRow[row];
    }
  }

  /** Where a transaction was read. */
  public SourceLine source(int at) {
    return sources.apply(sourceRow[at]);
  }

  /** Where a rejected row was read. */
  public SourceLine source(Rejection rejection) {
    return sources.apply(rejection.row());
  }

  /** The account's UTF-8; for a transaction that has one. */
  public byte[] account(int at) {
    return account.bytes(at);
  }

  /** The sending address's UTF-8; for a transaction that has one. */
  public byte[] from(int at) {
    return from.bytes(at);
  }

  /** The receiving address's UTF-8; for a transaction that has one. */
  public byte[] to(int at) {
    return to.bytes(at);
  }

  /** The transaction in a row, as an object. */
  public Transaction transaction(int at) {
    return new Transaction(
        new String(ids[at], UTF_8),
        numbers.timestamp[at],
        account.text(at),
        words[at].type(),
        words[at].currency(),
        numbers.amount[at],
        numbers.fee[at],
        from.text(at),
        to.text(at),
        words[at].status(),
        numbers.nonce[at]);
  }
}
