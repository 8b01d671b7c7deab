package io.tercet.core.transaction;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A block of transactions as columns of numbers: all that features need, and no text. Texts are
 * keys, XXH64 of the normalised text; key 0 means absent.
 *
 * <p>Mutable and reused; the arrays are public because this is the input of every hot loop, and
 * because rows are validated where a {@link Transaction} is made. Rows {@code [0, size)} are valid.
 */
public final class TransactionBlock {
  private static final int SHAPE = 17;
  private static final byte DEPOSIT = TransactionType.DEPOSIT.code();

  /** How many rows fit. */
  public final int capacity;

  /** How many rows are valid. */
  public int size;

  /** The store's ingestion sequence number, ≥ 1; 0 where there is no store. */
  public final long[] sequence;

  /** Key of the transaction's id. */
  public final long[] id;

  /** Event time in microseconds since the epoch. */
  public final long[] timestamp;

  /** Key of the customer: {@link Transaction#customer()}. */
  public final long[] customer;

  /** Key of the sending party, 0 if unknown. */
  public final long[] sender;

  /** Key of the receiving party, 0 if unknown. */
  public final long[] receiver;

  /** Key of the currency. */
  public final long[] currency;

  /** {@link TransactionType#code()}. */
  public final byte[] type;

  /** {@link TransactionStatus#code()}. */
  public final byte[] status;

  /** Amount, units of the currency, ≥ 0. */
  public final double[] amount;

  /** Fee, units of the currency, ≥ 0. */
  public final double[] fee;

  /** The sender's nonce, {@link Transaction#UNKNOWN_NONCE} if unknown. */
  public final long[] nonce;

  /** {@link #shape} of the sender's address, 0 if absent. */
  public final int[] senderShape;

  /** {@link #shape} of the receiver's address, 0 if absent. */
  public final int[] receiverShape;

  /** Creates an empty block for at most {@code capacity} ≥ 1 rows. */
  public TransactionBlock(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be ≥ 1, got " + capacity);
    }
    this.capacity = capacity;
    sequence = new long[capacity];
    id = new long[capacity];
    timestamp = new long[capacity];
    customer = new long[capacity];
    sender = new long[capacity];
    receiver = new long[capacity];
    currency = new long[capacity];
    type = new byte[capacity];
    status = new byte[capacity];
    amount = new double[capacity];
    fee = new double[capacity];
    nonce = new long[capacity];
    senderShape = new int[capacity];
    receiverShape = new int[capacity];
  }

  /** Appends {@code transaction} under ingestion number {@code sequenceNumber}. */
  public void add(Transaction transaction, long sequenceNumber) {
    int row = size++;
    sequence[row] = sequenceNumber;
    id[row] = key(transaction.id());
    timestamp[row] = transaction.timestampMicros();
    type[row] = transaction.kind().code();
    putParties(
        row,
        key(transaction.account()),
        key(transaction.fromAddress()),
        key(transaction.toAddress()));
    currency[row] = key(transaction.currency());
    status[row] = TransactionStatus.of(transaction.status()).code();
    amount[row] = transaction.amount();
    fee[row] = transaction.fee();
    nonce[row] = transaction.senderNonce();
    senderShape[row] = shape(transaction.fromAddress());
    receiverShape[row] = shape(transaction.toAddress());
  }

  /**
   * Sets who takes part in row {@code row}, whose type is known: the keys of {@link
   * Transaction#customer()}, {@link Transaction#sender()} and {@link Transaction#receiver()}.
   *
   * @param account key of the customer's account, 0 if unknown
   * @param from key of the sending address, 0 if unknown
   * @param to key of the receiving address, 0 if unknown; one of the three is known
   */
  public void putParties(int row, long account, long from, long to) {
    boolean deposit = type[row] == DEPOSIT;
    long sent = from != 0 ? from : deposit ? 0 : account;
    long received = to != 0 ? to : deposit ? account : 0;
    long first = deposit ? received : sent;
    sender[row] = sent;
    receiver[row] = received;
    customer[row] = account != 0 ? account : first != 0 ? first : sent + received;
  }

  /** Copies row {@code row} of {@code other} to the end of this block. */
  public void add(TransactionBlock other, int row) {
    int to = size++;
    sequence[to] = other.sequence[row];
    id[to] = other.id[row];
    timestamp[to] = other.timestamp[row];
    customer[to] = other.customer[row];
    sender[to] = other.sender[row];
    receiver[to] = other.receiver[row];
    currency[to] = other.currency[row];
    type[to] = other.type[row];
    status[to] = other.status[row];
    amount[to] = other.amount[row];
    fee[to] = other.fee[row];
    nonce[to] = other.nonce[row];
    senderShape[to] = other.senderShape[row];
    receiverShape[to] = other.receiverShape[row];
  }

  /** How many bytes {@link #writeTo} writes for so many rows. */
  public static int bytes(int rows) {
    return Integer.BYTES + rows * (10 * Long.BYTES + 2 * Integer.BYTES + 2 * Byte.BYTES);
  }

  /** Writes all rows, bit for bit, in the order of {@code out}. */
  public void writeTo(ByteBuffer out) {
    out.putInt(size);
    for (long[] column : longs()) {
      out.asLongBuffer().put(column, 0, size);
      out.position(out.position() + size * Long.BYTES);
    }
    for (double[] column : doubles()) {
      out.asDoubleBuffer().put(column, 0, size);
      out.position(out.position() + size * Double.BYTES);
    }
    for (int[] column : shapes()) {
      out.asIntBuffer().put(column, 0, size);
      out.position(out.position() + size * Integer.BYTES);
    }
    out.put(type, 0, size).put(status, 0, size);
  }

  /**
   * Empties this block and reads what {@link #writeTo} wrote.
   *
   * @throws IllegalArgumentException if the rows do not fit
   */
  public void readFrom(ByteBuffer in) {
    int rows = in.getInt();
    if (rows < 0 || rows > capacity) {
      throw new IllegalArgumentException(
          "%d rows do not fit a block of %d".formatted(rows, capacity));
    }
    size = rows;
    for (long[] column : longs()) {
      in.asLongBuffer().get(column, 0, size);
      in.position(in.position() + size * Long.BYTES);
    }
    for (double[] column : doubles()) {
      in.asDoubleBuffer().get(column, 0, size);
      in.position(in.position() + size * Double.BYTES);
    }
    for (int[] column : shapes()) {
      in.asIntBuffer().get(column, 0, size);
      in.position(in.position() + size * Integer.BYTES);
    }
    in.get(type, 0, size).get(status, 0, size);
  }

  private long[][] longs() {
    return new long[][] {sequence, id, timestamp, customer, sender, receiver, currency, nonce};
  }

  private double[][] doubles() {
    return new double[][] {amount, fee};
  }

  private int[][] shapes() {
    return new int[][] {senderShape, receiverShape};
  }

  /** Whether {@link #size} has reached {@link #capacity}. */
  public boolean isFull() {
    return size == capacity;
  }

  /** The key of a text: its XXH64, never 0; 0 for null. */
  public static long key(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    return notAbsent(XxHash64.hash(text));
  }

  /** The key of the text whose UTF-8 bytes are {@code [from, to)}. */
  public static long key(byte[] utf8, int from, int to) {
    return notAbsent(XxHash64.hash(utf8, from, to - from));
  }

  private static long notAbsent(long hash) {
    return hash == 0 ? 1 : hash;
  }

  /**
   * What a hurried person compares of an address: its first four and last four characters after any
   * prefix, hashed. Two different addresses of equal shape are look-alikes (address poisoning).
   *
   * @return never 0 for an address of at least 12 characters; 0 otherwise
   */
  public static int shape(@Nullable String address) {
    if (address == null) {
      return 0;
    }
    int start = address.startsWith("0x") ? 2 : address.startsWith("bc1") ? 4 : 1;
    int length = address.length();
    if (length - start < 12) {
      return 0;
    }
    int hash = SHAPE;
    for (int i = 0; i < 4; i++) {
      hash = mix(hash, address.charAt(start + i), address.charAt(length - 4 + i));
    }
    return finish(hash);
  }

  /** The shape of the address whose ASCII bytes are {@code [from, to)}, at least one. */
  public static int shape(byte[] ascii, int from, int to) {
    int start = from + 1;
    if (to - from > 2 && ascii[from] == '0' && ascii[from + 1] == 'x') {
      start = from + 2;
    } else if (to - from > 3
        && ascii[from] == 'b'
        && ascii[from + 1] == 'c'
        && ascii[from + 2] == '1') {
      start = from + 4;
    }
    if (to - start < 12) {
      return 0;
    }
    int hash = SHAPE;
    for (int i = 0; i < 4; i++) {
      hash = mix(hash, ascii[start + i], ascii[to - 4 + i]);
    }
    return finish(hash);
  }

  private static int mix(int hash, int first, int last) {
    return (hash * 0x01000193 ^ first) * 0x01000193 ^ last;
  }

  private static int finish(int hash) {
    int mixed = hash ^ hash >>> 15;
    return mixed == 0 ? 1 : mixed;
  }
}
