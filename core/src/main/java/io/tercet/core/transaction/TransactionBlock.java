package io.tercet.core.transaction;

import org.jspecify.annotations.Nullable;

/**
 * A block of transactions as columns of numbers: all that features need, and no text. Texts are
 * keys, XXH64 of the normalised text; key 0 means absent.
 *
 * <p>Mutable and reused; the arrays are public because this is the input of every hot loop, and
 * because rows are validated where a {@link Transaction} is made. Rows {@code [0, size)} are valid.
 */
public final class TransactionBlock {
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
    customer[row] = key(transaction.customer());
    sender[row] = key(transaction.sender());
    receiver[row] = key(transaction.receiver());
    currency[row] = key(transaction.currency());
    type[row] = transaction.kind().code();
    status[row] = TransactionStatus.of(transaction.status()).code();
    amount[row] = transaction.amount();
    fee[row] = transaction.fee();
    nonce[row] = transaction.senderNonce();
    senderShape[row] = shape(transaction.fromAddress());
    receiverShape[row] = shape(transaction.toAddress());
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

  /** Whether {@link #size} has reached {@link #capacity}. */
  public boolean isFull() {
    return size == capacity;
  }

  /** The key of a text: its XXH64, never 0; 0 for null. */
  public static long key(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    long hash = XxHash64.hash(text);
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
    int hash = 17;
    for (int i = 0; i < 4; i++) {
      hash = hash * 0x01000193 ^ address.charAt(start + i);
      hash = hash * 0x01000193 ^ address.charAt(length - 4 + i);
    }
    hash ^= hash >>> 15;
    return hash == 0 ? 1 : hash;
  }
}
