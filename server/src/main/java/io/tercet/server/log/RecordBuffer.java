package io.tercet.server.log;

import io.tercet.core.transaction.Transaction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Records as bytes. A record is the length of its payload (4 bytes), the CRC-32C of the payload (4)
 * and the payload; numbers are little-endian, a text is its UTF-8 with its length (4) before it, −1
 * for none.
 */
public final class RecordBuffer {
  /** Bytes before a payload. */
  static final int HEAD = 8;

  /** Bytes of the longest payload; reasons are the longest part of one. */
  static final int MAX_PAYLOAD = 1 << 20;

  private static final int FIXED = 128;

  private byte[] bytes;
  private ByteBuffer view;

  /** Creates an empty buffer; it grows as needed. */
  public RecordBuffer(int capacity) {
    bytes = new byte[capacity];
    view = view(bytes);
  }

  private static ByteBuffer view(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** How many bytes it holds. */
  public int size() {
    return view.position();
  }

  ByteBuffer content() {
    return ByteBuffer.wrap(bytes, 0, size());
  }

  /** Appends a record. */
  public void add(LoggedDecision decision) {
    int start = begin();
    view.putLong(decision.sequence()).putLong(decision.decidedAtMicros());
    view.putFloat(decision.statisticalRisk()).putFloat(decision.forestRisk());
    view.putFloat(decision.autoencoderRisk()).putFloat(decision.fusedScore());
    view.putFloat(decision.totalRisk());
    view.put(decision.level()).put(decision.decision()).put(decision.typology());
    view.putInt(decision.rules());
    Transaction transaction = decision.transaction();
    view.putLong(transaction.timestampMicros());
    view.putDouble(transaction.amount()).putDouble(transaction.fee());
    view.putLong(transaction.senderNonce());
    put(transaction.id());
    put(transaction.account());
    put(transaction.type());
    put(transaction.currency());
    put(transaction.fromAddress());
    put(transaction.toAddress());
    put(transaction.status());
    put(decision.reasonsJson());
    put(decision.reasonsText());
    end(start);
  }

  /** Appends a segment's header, in the form of a record. */
  void add(SegmentHeader header) {
    int start = begin();
    view.putLong(header.firstSequence()).putDouble(header.threshold());
    put(header.modelVersion());
    end(start);
  }

  private int begin() {
    ensure(FIXED);
    int start = view.position();
    view.position(start + HEAD);
    return start;
  }

  private void end(int start) {
    int length = view.position() - start - HEAD;
    if (length > MAX_PAYLOAD) {
      throw new IllegalStateException(
          "a record of %d bytes does not fit the log".formatted(length));
    }
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, start + HEAD, length);
    view.putInt(start, length).putInt(start + 4, (int) checksum.getValue());
  }

  private void put(@Nullable String text) {
    if (text == null) {
      ensure(4);
      view.putInt(-1);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ensure(4 + utf8.length);
    view.putInt(utf8.length).put(utf8);
  }

  private void ensure(int more) {
    if (view.remaining() < more) {
      int position = view.position();
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, position + more));
      view = view(bytes).position(position);
    }
  }

  /** The decision in a payload; throws a RuntimeException if it is none. */
  static LoggedDecision decision(ByteBuffer in) {
    long sequence = in.getLong();
    long decidedAt = in.getLong();
    float statistical = in.getFloat();
    float forest = in.getFloat();
    float autoencoder = in.getFloat();
    float fused = in.getFloat();
    float total = in.getFloat();
    byte level = in.get();
    byte decision = in.get();
    byte typology = in.get();
    int rules = in.getInt();
    return new LoggedDecision(
        sequence,
        decidedAt,
        transaction(in),
        statistical,
        forest,
        autoencoder,
        fused,
        total,
        level,
        decision,
        rules,
        typology,
        text(in),
        text(in));
  }

  private static Transaction transaction(ByteBuffer in) {
    long timestamp = in.getLong();
    double amount = in.getDouble();
    double fee = in.getDouble();
    long nonce = in.getLong();
    String id = required(in);
    String account = text(in);
    String type = required(in);
    String currency = required(in);
    String from = text(in);
    String to = text(in);
    String status = required(in);
    return new Transaction(
        id, timestamp, account, type, currency, amount, fee, from, to, status, nonce);
  }

  /** The header in a payload; throws a RuntimeException if it is none. */
  static SegmentHeader header(ByteBuffer in) {
    long first = in.getLong();
    double threshold = in.getDouble();
    return new SegmentHeader(first, required(in), threshold);
  }

  private static String required(ByteBuffer in) {
    String text = text(in);
    if (text == null) {
      throw new IllegalArgumentException("a text is missing");
    }
    return text;
  }

  private static @Nullable String text(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0) {
      return null;
    }
    if (length > in.remaining()) {
      throw new IllegalArgumentException("a text claims " + length + " bytes");
    }
    String text =
        new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
    in.position(in.position() + length);
    return text;
  }
}
