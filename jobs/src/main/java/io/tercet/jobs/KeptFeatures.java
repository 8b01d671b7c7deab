package io.tercet.jobs;

import io.tercet.core.feature.FeatureEngine;
import io.tercet.core.feature.FeatureOptions;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.Mode;
import io.tercet.store.Selection;
import io.tercet.store.Store;
import io.tercet.store.TransactionStore;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Features that training has computed, kept for the detection that follows on the same rows: a pass
 * over all rows less. They wait in a temporary file; where that cannot be written they are computed
 * again, with the same bits. Given to one {@link TrainJob} and then to one {@link DetectJob}.
 */
public final class KeptFeatures implements AutoCloseable {
  private final Path folder;
  private @Nullable FeatureFile file;
  private @Nullable FeatureEngine engine;
  private FeatureOptions options = FeatureOptions.defaults();
  private long throughSequence;
  private long toMicros;

  /**
   * Creates it empty.
   *
   * @param folder where the temporary file will be
   */
  public KeptFeatures(Path folder) {
    this.folder = folder;
  }

  /** Begins to keep, if the next detection on {@code store} will begin with the first row. */
  void begin(Store store, FeatureOptions used, long rows) {
    close();
    boolean isUseful =
        store.detections().cursor() == 0 && store.detections().unfinishedRun().isEmpty();
    file = isUseful ? FeatureFile.create(folder, rows).orElse(null) : null;
    options = used;
    throughSequence = store.transactions().lastSequence();
  }

  /** Keeps a block, if keeping has begun; blocks come in the order of their rows. */
  void add(FlowBlock block) {
    if (file != null && !file.add(block)) {
      close();
    }
  }

  /**
   * Says that all rows that happened before {@code to} were added.
   *
   * @param after the engine as these rows have left it; it goes on with the later ones
   */
  void complete(long to, FeatureEngine after) {
    toMicros = to;
    engine = after;
  }

  /**
   * What is kept.
   *
   * @param file of the rows that happened before {@code toMicros}
   * @param engine that has seen them; it goes on with the later ones
   */
  record Rows(FeatureFile file, FeatureEngine engine, long toMicros) {
    /** These rows, then those of the run that happened later. */
    BlockSource of(DetectionRun run, TransactionStore store) {
      long from = Math.clamp(toMicros, run.fromMicros(), run.toMicros());
      Selection later = run.selection().between(from, run.toMicros());
      return new KeptThenStored(file, new StoredBlocks(store.read(later), engine));
    }
  }

  /** Gives away what is kept, once, if it is what {@code run} begins with. */
  Optional<Rows> take(DetectionRun run, FeatureOptions wanted) {
    FeatureFile kept = file;
    FeatureEngine ahead = engine;
    boolean fits =
        run.mode() == Mode.CURSOR
            && run.afterSequence() == 0
            && run.throughSequence() == throughSequence
            && options.equals(wanted);
    engine = null;
    return fits && kept != null && ahead != null
        ? Optional.of(new Rows(kept, ahead, toMicros))
        : Optional.empty();
  }

  /** Forgets what is kept; what needs it is computed again. */
  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
    file = null;
    engine = null;
  }
}
