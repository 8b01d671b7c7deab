package io.tercet.jobs.compression;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Compressed inputs, recognised by their first bytes whatever they are called. */
public final class Compression {
  private static final int BUFFER_BYTES = 1 << 16;

  private Compression() {}

  /**
   * The content of {@code in}: itself, or what it is compressed from.
   *
   * @throws UnsupportedCompressionException if it is an archive or compressed in another way
   */
  public static InputStream open(String name, InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER_BYTES);
    buffered.mark(16);
    byte[] magic = buffered.readNBytes(6);
    buffered.reset();
    if (startsWith(magic, 0x1F, 0x8B)) {
      return new GZIPInputStream(buffered, BUFFER_BYTES);
    }
    if (startsWith(magic, 0x28, 0xB5, 0x2F, 0xFD)) {
      return new Zstd(ZstdInputStream.create(buffered));
    }
    String other = unsupported(magic);
    if (other != null) {
      throw new UnsupportedCompressionException(
          "%s is %s. Unpack it first; gzip and zstd are read as they are.".formatted(name, other));
    }
    return buffered;
  }

  private static @Nullable String unsupported(byte[] magic) {
    if (startsWith(magic, 'P', 'K', 3, 4)) {
      return "a zip archive or a spreadsheet";
    }
    if (startsWith(magic, 'B', 'Z', 'h')) {
      return "compressed with bzip2";
    }
    if (startsWith(magic, 0xFD, '7', 'z', 'X', 'Z')) {
      return "compressed with xz";
    }
    if (startsWith(magic, '7', 'z', 0xBC, 0xAF)) {
      return "a 7-Zip archive";
    }
    return startsWith(magic, 0x04, 0x22, 0x4D, 0x18) ? "compressed with LZ4" : null;
  }

  private static boolean startsWith(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** Zstd whose damage is an IOException, as gzip's is. */
  private static final class Zstd extends FilterInputStream {
    Zstd(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (MalformedInputException damage) {
        throw new IOException(damage.getMessage(), damage);
      }
    }
  }
}
