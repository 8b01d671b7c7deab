package io.tercet.store;

import io.tercet.core.ensemble.VerdictBlock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts, the runs that gave them, and how far detection has come. A verdict is identified by
 * transaction and model version and never changes; a transaction that is scored by another model
 * shows the newer verdict, the older one is kept as history.
 */
public interface DetectionStore {
  /** The highest ingestion sequence number of a finished cursor or arrival run; 0 at first. */
  long cursor();

  /** The run that was begun and not finished, because its process died. */
  Optional<DetectionRun> unfinishedRun();

  /** Records a run, before its first verdict. Fails if another is unfinished. */
  void begin(DetectionRun run);

  /**
   * Records that an unfinished run holds its transactions against these lists; those that are
   * recorded already are not recorded twice.
   */
  void recordLists(DetectionRun run, List<UsedList> lists);

  /** The lists of sanctions that a run used, in the order in which they were recorded. */
  List<UsedList> lists(String runId);

  /**
   * Writes a chunk of verdicts and the run's progress, both or neither. A verdict that exists
   * already for the same transaction and model version is left as it is.
   *
   * @param progress the run with the rows and alerts it has come to, this chunk included
   * @param verdicts may be empty
   * @param reasons one a flagged row: row of {@code verdicts} and its explanation
   */
  void commit(DetectionRun progress, VerdictBlock verdicts, List<Reason> reasons);

  /**
   * Saves the state of the engine after {@code progress}: written beside the store first, then
   * named in it, so that a torn file is never found. Replaces older checkpoints.
   *
   * @param fingerprint of the engine and model that can read it
   */
  void checkpoint(DetectionRun progress, String fingerprint, CheckpointWriter writer);

  /** The newest checkpoint whose file is there; whether it is whole shows when it is read. */
  Optional<Checkpoint> latestCheckpoint();

  /** Marks the run finished; a cursor run moves the cursor to its last sequence number. */
  void finish(DetectionRun run, Instant finishedAt);

  /** The latest runs, newest first. */
  List<DetectionRun> runs(int limit);

  /** Reads scores of what is selected, ordered by (event time, key of the id). */
  ScoreReader scores(Selection selection, @Nullable String modelVersion);

  /** The verdict in force on a transaction. */
  Optional<StoredVerdict> verdict(String transactionId);

  /** What a run does. */
  enum Mode {
    /** Everything ingested since the last run, late transactions included. */
    CURSOR,
    /** Everything that happened in a window. */
    WINDOW,
    /**
     * Everything that arrives at a server, in that order. Such a run reaches as far as its progress
     * says, and moves the cursor when it is finished.
     */
    ARRIVAL
  }

  /**
   * A run of detection.
   *
   * @param id unique; for example {@code run-20260101T000000Z-3f2a}
   * @param afterSequence scores what was ingested after this one
   * @param throughSequence up to and including this one
   * @param fromMicros of a window, else {@link Selection#ALL}'s
   * @param toMicros of a window, else {@link Selection#ALL}'s
   * @param startedAt becomes {@code detected_at} of its verdicts
   * @param threshold the risk from which a verdict is an alert
   * @param rows scored so far, in the order of the selection
   * @param alerts found so far
   */
  record DetectionRun(
      String id,
      String modelVersion,
      Mode mode,
      long afterSequence,
      long throughSequence,
      long fromMicros,
      long toMicros,
      Instant startedAt,
      double threshold,
      long rows,
      long alerts) {

    /** The transactions that this run scores. */
    public Selection selection() {
      return new Selection(afterSequence, throughSequence, fromMicros, toMicros);
    }

    /** The same run, further on. */
    public DetectionRun progress(long rowsDone, long alertsFound) {
      return new DetectionRun(
          id,
          modelVersion,
          mode,
          afterSequence,
          throughSequence,
          fromMicros,
          toMicros,
          startedAt,
          threshold,
          rowsDone,
          alertsFound);
    }

    /** The same run, further on and reaching further: an arrival run's progress. */
    public DetectionRun arrived(long through, long rowsDone, long alertsFound) {
      return new DetectionRun(
          id,
          modelVersion,
          mode,
          afterSequence,
          through,
          fromMicros,
          toMicros,
          startedAt,
          threshold,
          rowsDone,
          alertsFound);
    }
  }

  /**
   * A list of sanctions as a run used it.
   *
   * @param sha256 of its content, hexadecimal
   * @param addresses on it
   */
  record UsedList(String name, String sha256, long addresses) {}

  /**
   * Why a transaction was flagged.
   *
   * @param row of the chunk's verdicts
   * @param json the whole explanation, a JSON object
   * @param text the same in one or two sentences
   */
  record Reason(int row, String json, String text) {}

  /** Writes a checkpoint's content. */
  @FunctionalInterface
  interface CheckpointWriter {
    /** Writes all of it; does not close the stream. */
    void write(OutputStream out) throws IOException;
  }

  /** A saved state of the engine. */
  interface Checkpoint {
    /** The run and how far it had come. */
    DetectionRun progress();

    /** Whether the run was finished, that is, whether the checkpoint belongs to the cursor. */
    boolean finished();

    /** Of the engine and model that wrote it. */
    String fingerprint();

    /**
     * Opens the content. Its checksum is verified while it is read: closing the stream throws if
     * this is not what was written, and what was read is worth nothing then.
     */
    InputStream open() throws IOException;
  }

  /** Reads blocks of scores; close it before the store is used for anything else. */
  interface ScoreReader extends AutoCloseable {
    /**
     * Empties {@code block} and fills it.
     *
     * @return whether there was at least one row
     */
    boolean next(ScoreBlock block);

    @Override
    void close();
  }

  /** A verdict as stored, with the transaction that it is on. */
  record StoredVerdict(
      TransactionStore.StoredTransaction transaction,
      String runId,
      String modelVersion,
      Instant detectedAt,
      double statisticalRisk,
      double forestRisk,
      double autoencoderRisk,
      double totalRisk,
      String level,
      String decision,
      @Nullable String reasonsJson,
      @Nullable String reasonsText) {}
}
