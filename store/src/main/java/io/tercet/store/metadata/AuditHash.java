package io.tercet.store.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tercet.store.metadata.AuditLog.AuditEvent;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The hash of an entry: SHA-256 over its canonical form. That is, big-endian: the 32 bytes of the
 * hash before (zeros for the first entry), the sequence number (8), the time in microseconds since
 * 1970 (8), then who, action, subject, before, after, request, each as its length in bytes of UTF-8
 * (4; −1 where there is none) and those bytes. No two entries have the same form.
 */
public final class AuditHash {
  /** What stands before the first entry. */
  public static final String NONE = "0".repeat(64);

  private AuditHash() {}

  /** The hash, 64 hexadecimal digits. */
  public static String of(String previous, long sequence, Instant at, AuditEvent event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(HexFormat.of().parseHex(previous));
      out.writeLong(sequence);
      out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, at));
      write(out, event.who());
      write(out, event.action());
      write(out, event.subject());
      write(out, event.before());
      write(out, event.after());
      write(out, event.request());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(sha256(bytes.toByteArray()));
  }

  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
