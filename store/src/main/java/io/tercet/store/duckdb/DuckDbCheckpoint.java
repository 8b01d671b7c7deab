package io.tercet.store.duckdb;

import io.tercet.store.DetectionStore.Checkpoint;
import io.tercet.store.DetectionStore.DetectionRun;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A checkpoint that the database names, and its file. */
record DuckDbCheckpoint(
    DetectionRun progress,
    boolean finished,
    String fingerprint,
    String file,
    String sha256,
    StoreFiles files)
    implements Checkpoint {

  /** Whether the file is there. */
  boolean exists() {
    return files.exists(file);
  }

  @Override
  public InputStream open() throws IOException {
    return new VerifiedStream(files.open(file), () -> files.isWhole(file, sha256));
  }

  /**
   * The content, read by one thread while another verifies it: either takes a second a gigabyte.
   */
  private static final class VerifiedStream extends FilterInputStream {
    private final FutureTask<Boolean> isWhole;

    VerifiedStream(InputStream content, Callable<Boolean> verification) {
      super(content);
      isWhole = new FutureTask<>(verification);
      Thread.ofPlatform().daemon().name("verify").start(isWhole);
    }

    @Override
    public void close() throws IOException {
      super.close();
      try {
        if (!isWhole.get()) {
          throw new IOException("the checkpoint is not what was written");
        }
      } catch (ExecutionException e) {
        throw new IOException("the checkpoint cannot be verified", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("verifying the checkpoint was interrupted", e);
      }
    }
  }
}
