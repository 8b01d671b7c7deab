package io.tercet.store.clickhouse;

import com.clickhouse.client.api.query.GenericRecord;
import io.tercet.store.DetectionStore.Checkpoint;
import io.tercet.store.DetectionStore.CheckpointWriter;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.StoreException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.AbstractList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The engine's saved states: parts of a few megabytes, and then a row that names them with their
 * SHA-256. A state is one partition, so an older one goes at once.
 */
final class Checkpoints {
  private static final int PART_BYTES = 4 << 20;

  private final ClickHouseServer server;
  private final Supplier<Lease> lease;

  Checkpoints(ClickHouseServer server, Supplier<Lease> lease) {
    this.server = server;
    this.lease = lease;
  }

  void save(int run, DetectionRun progress, String fingerprint, CheckpointWriter content) {
    Lease held = lease.get();
    long checkpoint = held.nextStamp();
    MessageDigest digest = sha256();
    Parts parts = new Parts(checkpoint);
    try (OutputStream out =
        new BufferedOutputStream(new DigestOutputStream(parts, digest), PART_BYTES)) {
      content.write(out);
    } catch (IOException e) {
      throw server.translate(e);
    }
    server.persist(() ->
        server.attempt(
            "INSERT INTO checkpoint_log SELECT %d, %d, %d, %d, %s, '%s', %d WHERE %s"
                .formatted(
                    checkpoint,
                    run,
                    progress.rows(),
                    progress.alerts(),
                    StoredRows.sql(fingerprint),
                    HexFormat.of().formatHex(digest.digest()),
                    parts.count,
                    held.isHeld()),
            Map.of()));
    if (server.number("SELECT count() FROM checkpoint_log WHERE checkpoint = " + checkpoint) == 0) {
      throw held.lost();
    }
    deleteOthers(checkpoint);
  }

  /** The newest state whose parts are all there. */
  Optional<Checkpoint> latest() {
    return server
        .first(
            """
            SELECT c.checkpoint AS checkpoint, c.rows AS rows_done, c.alerts AS alerts_found,
              c.fingerprint AS fingerprint, c.sha256 AS sha256, c.parts AS parts, %s
            FROM checkpoint_log c INNER JOIN detection_runs r ON r.run = c.run
            INNER JOIN (
              SELECT checkpoint, uniqExact(part) AS there FROM checkpoint_parts
              GROUP BY checkpoint) p ON p.checkpoint = c.checkpoint
            WHERE p.there = c.parts ORDER BY c.checkpoint DESC LIMIT 1\
            """
                .formatted(
                    StoredRows.RUN
                        .replace("rows, alerts", "r.rows AS rows, r.alerts AS alerts")
                        .replaceFirst("run,", "r.run AS run,")),
            Map.of())
        .map(this::map);
  }

  private Checkpoint map(GenericRecord row) {
    return new StoredCheckpoint(
        StoredRows.run(row).progress(row.getLong("rows_done"), row.getLong("alerts_found")),
        row.getLong("finished") > 0,
        row.getString("fingerprint"),
        row.getString("sha256"),
        row.getLong("checkpoint"),
        row.getInteger("parts"));
  }

  private void deleteOthers(long checkpoint) {
    List<GenericRecord> others =
        server.rows(
            "SELECT DISTINCT checkpoint AS c FROM checkpoint_parts WHERE checkpoint <> "
                + checkpoint);
    for (GenericRecord other : others) {
      server.execute("ALTER TABLE checkpoint_parts DROP PARTITION " + other.getLong("c"));
    }
  }

  private byte[] part(long checkpoint, int part) {
    return server.persist(() -> {
      try (NativeReader reader =
          server.columns(
              "SELECT content FROM checkpoint_parts WHERE checkpoint = %d AND part = %d LIMIT 1"
                  .formatted(checkpoint, part))) {
        if (!reader.nextBlock()) {
          throw new StoreException(
              "part %d of a checkpoint in store %s is not there any more."
                  .formatted(part, server.name()));
        }
        return reader.bytes(0, 0);
      }
    });
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** Sends what is written to it, a part at a time. */
  private final class Parts extends OutputStream {
    private final long checkpoint;
    private int count;

    Parts(long checkpoint) {
      this.checkpoint = checkpoint;
    }

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      NativeBlock row = new NativeBlock();
      row.column("checkpoint", "Int64").put(checkpoint);
      row.column("part", "Int32").put(count);
      byte[] content = new byte[length];
      System.arraycopy(bytes, from, content, 0, length);
      row.column("content", "String").put(content);
      server.insert("checkpoint_parts", row, "checkpoint-%d-%d".formatted(checkpoint, count));
      count++;
    }
  }

  private final class StoredCheckpoint implements Checkpoint {
    private final DetectionRun progress;
    private final boolean finished;
    private final String fingerprint;
    private final String sha256;
    private final long checkpoint;
    private final int parts;

    StoredCheckpoint(
        DetectionRun progress,
        boolean finished,
        String fingerprint,
        String sha256,
        long checkpoint,
        int parts) {
      this.progress = progress;
      this.finished = finished;
      this.fingerprint = fingerprint;
      this.sha256 = sha256;
      this.checkpoint = checkpoint;
      this.parts = parts;
    }

    @Override
    public DetectionRun progress() {
      return progress;
    }

    @Override
    public boolean finished() {
      return finished;
    }

    @Override
    public String fingerprint() {
      return fingerprint;
    }

    @Override
    public InputStream open() {
      Enumeration<InputStream> content = Collections.enumeration(new LazyParts(checkpoint, parts));
      return new Verified(new SequenceInputStream(content), sha256);
    }
  }

  /** The parts, each read when its turn comes. */
  private final class LazyParts extends AbstractList<InputStream> {
    private final long checkpoint;
    private final int parts;

    LazyParts(long checkpoint, int parts) {
      this.checkpoint = checkpoint;
      this.parts = parts;
    }

    @Override
    public InputStream get(int index) {
      return new ByteArrayInputStream(part(checkpoint, index));
    }

    @Override
    public int size() {
      return parts;
    }
  }

  /** Fails on closing if the content was not what was written. */
  private static final class Verified extends DigestInputStream {
    private final String sha256;

    Verified(InputStream content, String sha256) {
      super(content, sha256());
      this.sha256 = sha256;
    }

    @Override
    public void close() throws IOException {
      while (read(new byte[1 << 16]) >= 0) {
        // What the reader left is part of the checksum as well.
      }
      super.close();
      if (!HexFormat.of().formatHex(getMessageDigest().digest()).equals(sha256)) {
        throw new IOException("the checkpoint is not what was written");
      }
    }
  }
}
