package io.tercet.server.decision;

import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.server.log.DecisionLog;
import io.tercet.server.log.LogCursor;
import io.tercet.server.log.LogException;
import io.tercet.server.log.LoggedDecision;
import io.tercet.server.log.SegmentHeader;
import io.tercet.store.DetectionStore;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.Mode;
import io.tercet.store.DetectionStore.Reason;
import io.tercet.store.DetectionStore.UsedList;
import io.tercet.store.Selection;
import io.tercet.store.Store;
import io.tercet.store.TransactionStore.ImportCounts;
import io.tercet.store.TransactionStore.ImportSession;
import io.tercet.store.TransactionStore.SourceLine;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings decisions from the log into the store, each exactly once: the store itself knows how far
 * it came, transactions by their last sequence number, verdicts by the progress of their run. So it
 * may die between any two steps.
 */
final class Drain {
  /** Decisions that are brought over together at most: what another user of the store waits for. */
  private static final int CHUNK = 1 << 15;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String SOURCE = "serve";

  private final StoreAccess store;
  private final DecisionLog log;
  private final LogCursor cursor;
  private final @Nullable DecisionKeys keys;
  private final List<UsedList> lists;
  private final VerdictBlock verdicts = new VerdictBlock(CHUNK);
  private final List<LoggedDecision> chunk = new ArrayList<>();
  private @Nullable DetectionRun run;
  private @Nullable DetectionRun finished;
  private long storedThrough;
  private volatile long scoredThrough;

  /**
   * Creates it where the store stands.
   *
   * @param keys learns what is in the store; null during recovery
   */
  Drain(StoreAccess store, DecisionLog log, @Nullable DecisionKeys keys, List<UsedList> lists) {
    this.store = store;
    this.log = log;
    this.keys = keys;
    this.lists = List.copyOf(lists);
    store.use(s -> {
      takeUp(s);
      return s;
    });
    cursor =
        log.from(
            log.firstSequence().map(f -> Math.max(f, scoredThrough + 1)).orElse(scoredThrough + 1));
    requireSameHistory();
  }

  private void takeUp(Store s) {
    storedThrough = s.transactions().lastSequence();
    scoredThrough = s.detections().cursor();
    Optional<DetectionRun> unfinished =
        s.detections().unfinishedRun().filter(other -> other.mode() == Mode.ARRIVAL);
    if (unfinished.isPresent()) {
      run = unfinished.get();
      scoredThrough = Math.max(scoredThrough, unfinished.get().throughSequence());
    }
  }

  private void requireSameHistory() {
    if (log.firstSequence().isPresent() && cursor.sequence() > scoredThrough + 1) {
      throw new LogException(
          "the log begins with decision %d, the store %s ends at %d. Maybe it is another store's log."
              .formatted(cursor.sequence(), store.use(Store::name), scoredThrough));
    }
  }

  /** The sequence number up to which everything is in the store. */
  long through() {
    return scoredThrough;
  }

  /** The run that was finished last, if any was. */
  synchronized Optional<DetectionRun> lastFinished() {
    return Optional.ofNullable(finished);
  }

  /** When the run that is open began; empty if none is. */
  synchronized Optional<Instant> runStart() {
    return Optional.ofNullable(run).map(DetectionRun::startedAt);
  }

  /** Brings over what is durable, at most a chunk; returns how many. */
  synchronized int drain() {
    chunk.clear();
    SegmentHeader header = cursor.header();
    while (header != null && header.equals(cursor.header()) && chunk.size() < CHUNK) {
      LoggedDecision decision = cursor.next();
      if (decision == null) {
        break;
      }
      chunk.add(decision);
    }
    if (header != null && !chunk.isEmpty()) {
      write(header);
    }
    return chunk.size();
  }

  private void write(SegmentHeader header) {
    store.use(s -> {
      DetectionRun open = openRun(s.detections(), header);
      addTransactions(s);
      run = addVerdicts(s.detections(), open);
      return s;
    });
    scoredThrough = chunk.getLast().sequence();
    DecisionKeys known = keys;
    if (known != null) {
      chunk.forEach(
          one -> known.drained(TransactionBlock.key(one.transaction().id()), one.sequence()));
    }
    log.forget(scoredThrough);
  }

  private DetectionRun openRun(DetectionStore detections, SegmentHeader header) {
    DetectionRun open = run;
    if (open != null && !open.modelVersion().equals(header.modelVersion())) {
      finish(detections, open, decidedAt(chunk.getFirst()));
      open = null;
    }
    if (open == null) {
      open = newRun(header);
      detections.begin(open);
      detections.recordLists(open, lists);
    }
    return open;
  }

  private DetectionRun newRun(SegmentHeader header) {
    Instant start = decidedAt(chunk.getFirst());
    return new DetectionRun(
        "serve-%s-%d".formatted(STAMP.format(start), chunk.getFirst().sequence()),
        header.modelVersion(),
        Mode.ARRIVAL,
        scoredThrough,
        scoredThrough,
        Selection.ALL.fromMicros(),
        Selection.ALL.toMicros(),
        start,
        header.threshold(),
        0,
        0);
  }

  private static Instant decidedAt(LoggedDecision decision) {
    return Instant.EPOCH.plus(decision.decidedAtMicros(), ChronoUnit.MICROS);
  }

  private void addTransactions(Store s) {
    List<LoggedDecision> fresh =
        chunk.stream().filter(decision -> decision.sequence() > storedThrough).toList();
    if (fresh.isEmpty()) {
      return;
    }
    if (fresh.getFirst().sequence() != storedThrough + 1) {
      throw new LogException(
          "decision %d does not follow the %d transactions of the store"
              .formatted(fresh.getFirst().sequence(), storedThrough));
    }
    try (ImportSession session = s.transactions().beginImport(decidedAt(fresh.getFirst()))) {
      for (LoggedDecision decision : fresh) {
        session.add(decision.transaction(), new SourceLine(SOURCE, decision.sequence(), ""));
      }
      ImportCounts counts = session.finish();
      if (counts.imported() != fresh.size()) {
        throw new LogException(
            "%d of %d decided transactions were in the store already. Maybe another program wrote to it."
                .formatted(fresh.size() - counts.imported(), fresh.size()));
      }
    }
    storedThrough = fresh.getLast().sequence();
  }

  private DetectionRun addVerdicts(DetectionStore detections, DetectionRun open) {
    verdicts.size = 0;
    List<Reason> reasons = new ArrayList<>();
    long alerts = open.alerts();
    for (LoggedDecision decision : chunk) {
      alerts += decision.totalRisk() >= open.threshold() ? 1 : 0;
      String json = decision.reasonsJson();
      String text = decision.reasonsText();
      if (json != null && text != null) {
        reasons.add(new Reason(verdicts.size, json, text));
      }
      decision.appendTo(verdicts);
    }
    DetectionRun progress =
        open.arrived(chunk.getLast().sequence(), open.rows() + chunk.size(), alerts);
    detections.commit(progress, verdicts, reasons);
    return progress;
  }

  /** Brings over everything that is durable and finishes the run. */
  synchronized void drainAll(Instant now) {
    while (drain() > 0) {
      // A chunk at a time.
    }
    finish(now);
  }

  /** Finishes the run that is open, if one is; the next chunk begins another. */
  synchronized void finish(Instant now) {
    DetectionRun open = run;
    if (open != null) {
      store.use(s -> {
        finish(s.detections(), open, now);
        return s;
      });
    }
  }

  private void finish(DetectionStore detections, DetectionRun open, Instant now) {
    detections.finish(open, now);
    finished = open;
    run = null;
  }

  /** Ends reading the log. */
  synchronized void close() {
    cursor.close();
  }
}
