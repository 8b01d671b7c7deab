package io.tercet.jobs.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tercet.jobs.JobException;
import io.tercet.jobs.compression.Compression;
import io.tercet.jobs.compression.UnsupportedCompressionException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** An input, decompressed, whose beginning can be looked at before it is read. */
final class Content implements AutoCloseable {
  /** How much of an input is looked at. */
  static final int HEAD_BYTES = 1 << 16;

  private final String name;
  private final byte[] head;
  private final InputStream rest;
  private final int byteOrderMark;

  private Content(String name, byte[] head, InputStream rest) {
    this.name = name;
    this.head = head;
    this.rest = rest;
    byteOrderMark = startsWith(0xEF, 0xBB, 0xBF) ? 3 : 0;
  }

  /**
   * Opens {@code compressed}, an input called {@code name}.
   *
   * @throws JobException if it is empty
   */
  static Content open(String name, InputStream compressed) throws IOException {
    InputStream in = decompressed(name, compressed);
    Content content = new Content(name, in.readNBytes(HEAD_BYTES), in);
    if (!content.isLongerThanHead() && content.head().isBlank()) {
      throw new JobException(name + " is empty. It needs a header and at least one row.");
    }
    return content;
  }

  private static InputStream decompressed(String name, InputStream compressed) throws IOException {
    try {
      return Compression.open(name, compressed);
    } catch (UnsupportedCompressionException e) {
      throw new JobException(String.valueOf(e.getMessage()), e);
    }
  }

  /** As the user named it. */
  String name() {
    return name;
  }

  /** The beginning as text, without a byte order mark. */
  String head() {
    return new String(head, byteOrderMark, head.length - byteOrderMark, UTF_8);
  }

  /** Whether the input is stored as it is, not compressed. */
  boolean isPlain() {
    return rest instanceof BufferedInputStream;
  }

  boolean isLongerThanHead() {
    return head.length == HEAD_BYTES;
  }

  /** Whether the first bytes are these. */
  boolean startsWith(int... bytes) {
    if (head.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** Everything, without a byte order mark. To be called once. */
  InputStream stream() {
    return new SequenceInputStream(
        new ByteArrayInputStream(head, byteOrderMark, head.length - byteOrderMark), rest);
  }

  @Override
  public void close() throws IOException {
    rest.close();
  }
}
