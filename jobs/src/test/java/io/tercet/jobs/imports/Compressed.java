package io.tercet.jobs.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.airlift.compress.v3.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Compresses what a test writes. */
final class Compressed {
  private Compressed() {}

  static byte[] by(String kind, String text) {
    return by(kind, text.getBytes(UTF_8));
  }

  static byte[] by(String kind, byte[] bytes) {
    return switch (kind) {
      case "gzip" -> gzip(bytes);
      case "zstd" -> zstd(bytes);
      default -> bytes;
    };
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return out.toByteArray();
  }

  private static byte[] zstd(byte[] bytes) {
    ZstdCompressor compressor = ZstdCompressor.create();
    byte[] out = new byte[compressor.maxCompressedLength(bytes.length)];
    return Arrays.copyOf(out, compressor.compress(bytes, 0, bytes.length, out, 0, out.length));
  }
}
