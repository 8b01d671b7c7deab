package io.tercet.core.model;

import io.tercet.core.model.Tensors.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The model file: the public safetensors layout (github.com/huggingface/safetensors), so that other
 * languages read it with their standard package. An 8-byte little-endian header length, a JSON
 * header, the tensors as raw little-endian numbers without holes. The texts {@code tercet.format}
 * and {@code tercet.sha256} are added when writing and taken away when reading; the digest covers
 * every byte of the file but its own digits. See docs/model-format.md.
 */
public final class Safetensors {
  /** Most bytes a header may have, by the layout's definition. */
  static final int MAX_HEADER = 100_000_000;

  /** The newest format that this version reads, and the one it writes. */
  static final int FORMAT = 1;

  static final String METADATA = "__metadata__";
  static final String FORMAT_KEY = "tercet.format";
  static final String DIGEST_KEY = "tercet.sha256";

  private static final int LENGTH_BYTES = 8;

  private Safetensors() {}

  /**
   * Writes the file; the same tensors and texts in the same order give the same bytes. Tensors of
   * wider elements come first, so that each is aligned to its element.
   *
   * @throws IllegalArgumentException if a name or text is reserved or not valid Unicode, or if the
   *     file would be larger than an array
   */
  public static byte[] encode(Tensors tensors) {
    List<Map.Entry<String, Tensor>> entries = new ArrayList<>(tensors.all().entrySet());
    entries.sort(Comparator.comparing(entry -> -entry.getValue().type().bytes()));
    byte[] header = HeaderWriter.header(entries, tensors.metadata());
    long size = LENGTH_BYTES + header.length + bodyBytes(entries);
    if (size > Integer.MAX_VALUE - 8 || header.length > MAX_HEADER) {
      throw new IllegalArgumentException(
          "a model file must be at most 2 GB with a header of at most 100 MB, got %d and %d bytes"
              .formatted(size, header.length));
    }
    ByteBuffer file = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length).put(header);
    entries.forEach(entry -> Elements.write(entry.getValue(), file));
    return seal(file.array(), header);
  }

  private static long bodyBytes(List<Map.Entry<String, Tensor>> entries) {
    return entries.stream().mapToLong(entry -> Elements.bytes(entry.getValue())).sum();
  }

  /** Replaces the zeros that stand for the digest, which precedes whatever the caller named. */
  private static byte[] seal(byte[] file, byte[] header) {
    String start = new String(header, StandardCharsets.ISO_8859_1);
    String key = "\"" + DIGEST_KEY + "\":\"";
    int at = LENGTH_BYTES + start.indexOf(key + Digest.BLANK) + key.length();
    byte[] digits = Digest.of(file, at);
    System.arraycopy(digits, 0, file, at, digits.length);
    return file;
  }

  /**
   * Reads a file that {@link #encode} wrote. Allocates no more than a small multiple of its length,
   * whatever it holds.
   *
   * @throws ModelFormatException if a byte of it was changed, or it is not such a file, or it is of
   *     a newer format
   */
  public static Tensors decode(byte[] file) throws ModelFormatException {
    int headerLength = headerLength(file);
    int body = LENGTH_BYTES + headerLength;
    Header header = HeaderReader.read(file, LENGTH_BYTES, body);
    requireFormat(header.metadata().get(FORMAT_KEY));
    requireDigest(file, header);
    header.requireLayout(file.length - body);
    return tensors(file, body, header);
  }

  private static int headerLength(byte[] file) throws ModelFormatException {
    if (file.length < LENGTH_BYTES) {
      throw new ModelFormatException(
          "a model file has at least 8 bytes, got " + file.length + ". Maybe it was cut off.");
    }
    long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 0 || length > MAX_HEADER || length > file.length - LENGTH_BYTES) {
      throw new ModelFormatException(
          "the header claims %s bytes, the file has %d. Maybe it was cut off, or is no model."
              .formatted(Long.toUnsignedString(length), file.length));
    }
    if (length == 0 || file[LENGTH_BYTES] != '{') {
      throw new ModelFormatException("the header must begin with '{'. Maybe this is no model.");
    }
    return (int) length;
  }

  private static void requireFormat(@Nullable String format) throws ModelFormatException {
    if (format == null) {
      throw new ModelFormatException(
          "the file has no text '" + FORMAT_KEY + "'. Maybe it is not a Tercet model.");
    }
    if (format.isEmpty() || format.length() > 9 || !format.chars().allMatch(Header::isDigit)) {
      throw new ModelFormatException("'" + FORMAT_KEY + "' must be a whole number");
    }
    int version = Integer.parseInt(format);
    if (version > FORMAT) {
      throw new ModelFormatException(
          "model format %d is newer than this Tercet reads (%d). Maybe update Tercet."
              .formatted(version, FORMAT));
    }
    if (version < 1) {
      throw new ModelFormatException("model format must be ≥ 1, got " + version);
    }
  }

  private static void requireDigest(byte[] file, Header header) throws ModelFormatException {
    int at = header.digestAt();
    if (at < 0) {
      throw new ModelFormatException(
          "the file has no text '"
              + DIGEST_KEY
              + "' of 64 digits. Maybe it is not a Tercet model.");
    }
    byte[] expected = Digest.of(file, at);
    for (int i = 0; i < expected.length; i++) {
      if (file[at + i] != expected[i]) {
        throw new ModelFormatException(
            "the file's digest does not match its content. Maybe it was changed or cut off.");
      }
    }
  }

  private static Tensors tensors(byte[] file, int body, Header header) throws ModelFormatException {
    Tensors tensors = new Tensors();
    header
        .metadata()
        .forEach((key, value) -> {
          if (!key.equals(FORMAT_KEY) && !key.equals(DIGEST_KEY)) {
            tensors.metadata(key, value);
          }
        });
    for (Header.Entry entry : header.entries()) {
      Elements.read(file, body, entry, tensors);
    }
    return tensors;
  }
}
