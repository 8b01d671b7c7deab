package io.tercet.jobs;

import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.transaction.TransactionBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Blocks of transactions and their features in a temporary file: written once, then read once, in
 * the same order. On Linux the file has no name, so that nothing is left of it however the process
 * ends. 310 bytes a row, 1 GB/s either way out of the page cache.
 */
final class FeatureFile implements AutoCloseable {
  private static final int BLOCK_BYTES =
      TransactionBlock.bytes(BlockFlow.ROWS) + FeatureBlock.bytes(BlockFlow.ROWS);

  private final FileChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BLOCK_BYTES).order(ByteOrder.nativeOrder());
  private long blocks;
  private long read;

  private FeatureFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * An empty file for so many rows; none if they would take more than three quarters of what is
   * free.
   */
  static Optional<FeatureFile> create(Path folder, long rows) {
    try {
      long bytes = (rows / BlockFlow.ROWS + 1) * BLOCK_BYTES;
      if (bytes > Files.getFileStore(folder).getUsableSpace() / 4 * 3) {
        return Optional.empty();
      }
      Path path = Files.createTempFile(folder, "tercet-features-", ".tmp");
      FileChannel channel =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      deleteName(path);
      return Optional.of(new FeatureFile(channel));
    } catch (IOException e) {
      return Optional.empty(); // then features are computed twice
    }
  }

  private static void deleteName(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // Not every system can while it is open: it goes when the file is closed.
    }
  }

  /** Appends a block; false if that failed, and the file is worth nothing then. */
  boolean add(FlowBlock block) {
    buffer.clear();
    block.transactions.writeTo(buffer);
    block.features.writeTo(buffer);
    buffer.rewind().limit(BLOCK_BYTES);
    try {
      long at = blocks++ * BLOCK_BYTES;
      while (buffer.hasRemaining()) {
        at += channel.write(buffer, at);
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Empties {@code block} and fills it with the next one; false after the last. */
  boolean next(FlowBlock block) {
    if (read == blocks) {
      return false;
    }
    buffer.clear().limit(BLOCK_BYTES);
    long at = read++ * BLOCK_BYTES;
    try {
      while (buffer.hasRemaining()) {
        int bytes = channel.read(buffer, at + buffer.position());
        if (bytes < 0) {
          throw new IOException("the file of features ends too early");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    buffer.flip();
    block.transactions.readFrom(buffer);
    block.features.readFrom(buffer);
    return true;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
