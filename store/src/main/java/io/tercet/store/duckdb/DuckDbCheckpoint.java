package io.tercet.store.duckdb;

import io.tercet.store.DetectionStore.Checkpoint;
import io.tercet.store.DetectionStore.DetectionRun;
import java.io.IOException;
import java.io.InputStream;

/** A checkpoint that the database names, and its file. */
record DuckDbCheckpoint(
    DetectionRun progress,
    boolean finished,
    String fingerprint,
    String file,
    String sha256,
    StoreFiles files)
    implements Checkpoint {

  /** Whether the file has the content that it was written with. */
  boolean isWhole() {
    return files.isWhole(file, sha256);
  }

  @Override
  public InputStream open() throws IOException {
    return files.open(file);
  }
}
