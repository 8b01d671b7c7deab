package io.tercet.jobs;

import io.tercet.store.DetectionStore.ScoreReader;
import io.tercet.store.ScoreBlock;
import io.tercet.store.Store;
import io.tercet.store.TransactionStore.StoredTransaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws transactions below the threshold at random, for review: without them nobody knows what was
 * missed.
 */
public final class SampleJob {
  /** The largest sample. */
  public static final int MOST = 100_000;

  private static final int BLOCK = 8192;
  private static final int ASK = 500;

  private final Store store;

  /** Creates the job on a store. */
  public SampleJob(Store store) {
    this.store = store;
  }

  /**
   * A sample, every row as likely as every other.
   *
   * @param below how many verdicts there are below the threshold
   * @param threshold the risk below which was drawn
   * @param rows in order of time
   */
  public record Sample(long below, double threshold, List<SampledRow> rows) {
    /** Copies the list. */
    public Sample {
      rows = List.copyOf(rows);
    }

    /** The probability with which each was drawn, in (0, 1]; 1 if there was nothing to draw. */
    public double inclusionProbability() {
      return below == 0 ? 1 : (double) rows.size() / below;
    }
  }

  /** A transaction that was drawn. */
  public record SampledRow(StoredTransaction transaction, float risk) {}

  /** A seeded reservoir (Vitter 1985, algorithm R). */
  private static final class Reservoir {
    private final long[] sequence;
    private final float[] risk;
    private final SplittableRandom random;
    private long seen;

    Reservoir(int size, long seed) {
      sequence = new long[size];
      risk = new float[size];
      random = new SplittableRandom(seed);
    }

    void offer(long itsSequence, float itsRisk) {
      long place = seen < sequence.length ? seen : random.nextLong(seen + 1);
      seen++;
      if (place < sequence.length) {
        sequence[(int) place] = itsSequence;
        risk[(int) place] = itsRisk;
      }
    }
  }

  /**
   * Draws. Labels that the request names are not read.
   *
   * @param size in [1, {@value #MOST}]; fewer if there are not so many
   * @param seed equal seeds draw equal samples
   * @throws JobException if nothing is below the threshold
   */
  public Sample run(EvaluateRequest request, int size, long seed, Progress progress) {
    if (size < 1 || size > MOST) {
      throw new IllegalArgumentException(
          "the sample must be in [1, %d], got %d".formatted(MOST, size));
    }
    double threshold = BudgetThreshold.of(store, request);
    Reservoir reservoir = new Reservoir(size, seed);
    ScoreBlock block = new ScoreBlock(BLOCK);
    progress.step("Drawing a sample", -1);
    try (ScoreReader reader =
        store.detections().scores(request.selection(), request.modelVersion())) {
      while (reader.next(block)) {
        for (int i = 0; i < block.size; i++) {
          if (block.totalRisk[i] < threshold) {
            reservoir.offer(block.sequence[i], block.totalRisk[i]);
          }
        }
        progress.checkpoint();
      }
    }
    if (reservoir.seen == 0) {
      throw new JobException(
          "there is no verdict below risk %s in this window. Maybe detect first."
              .formatted(threshold));
    }
    return new Sample(reservoir.seen, threshold, rows(reservoir));
  }

  private List<SampledRow> rows(Reservoir reservoir) {
    int drawn = (int) Math.min(reservoir.seen, reservoir.sequence.length);
    List<SampledRow> rows = new ArrayList<>();
    for (int from = 0; from < drawn; from += ASK) {
      int to = Math.min(drawn, from + ASK);
      List<StoredTransaction> found =
          store.transactions().bySequence(Arrays.copyOfRange(reservoir.sequence, from, to));
      for (int i = 0; i < found.size(); i++) {
        rows.add(new SampledRow(found.get(i), reservoir.risk[from + i]));
      }
    }
    rows.sort((one, other) -> {
      int byTime =
          Long.compare(
              one.transaction.transaction().timestampMicros(),
              other.transaction.transaction().timestampMicros());
      return byTime != 0
          ? byTime
          : Long.compare(one.transaction.sequence(), other.transaction.sequence());
    });
    return rows;
  }
}
