package io.tercet.jobs.imports;

import io.tercet.jobs.JobException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One file, or standard input.
 *
 * @param name as the user named it
 * @param path null for standard input
 */
record Input(String name, @Nullable Path path) {
  static final String STANDARD_INPUT = "-";

  /** The bytes of a file as it is stored; −1 for standard input. */
  long size() {
    try {
      return path == null ? -1 : Files.size(path);
    } catch (IOException cause) {
      throw unreadable(cause);
    }
  }

  /** Opens the input; {@code read} grows by the bytes that were taken from it. */
  InputStream open(InputStream standardInput, AtomicLong read) {
    try {
      return new Counting(path == null ? standardInput : Files.newInputStream(path), read);
    } catch (IOException cause) {
      throw unreadable(cause);
    }
  }

  private JobException unreadable(IOException cause) {
    return new JobException(
        name + " cannot be read: " + cause.getClass().getSimpleName() + ". Check its permissions.",
        cause);
  }

  private static final class Counting extends FilterInputStream {
    private final AtomicLong read;

    Counting(InputStream in, AtomicLong read) {
      super(in);
      this.read = read;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      read.addAndGet(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      read.addAndGet(Math.max(0, count));
      return count;
    }
  }
}
