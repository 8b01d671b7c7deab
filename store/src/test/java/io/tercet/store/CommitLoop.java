package io.tercet.store;

import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.store.DetectionStore.DetectionRun;
import java.nio.charset.StandardCharsets;

/**
 * Imports and judges in small steps, and prints a line after each that is done: {@code imported N},
 * {@code judged N}, {@code saved N}. Goes on where the store says that it was left.
 */
public final class CommitLoop {
  private static final int STEP = 200;

  private CommitLoop() {}

  /** Says {@code open}, registers a model if there is none, and takes {@code steps} steps. */
  public static void run(Store store, int steps) {
    System.out.println("open");
    if (store.models().list().isEmpty()) {
      Samples.register(store, "m1");
    }
    for (int i = 0; i < steps; i++) {
      step(store);
    }
  }

  private static void step(Store store) {
    int from = (int) store.transactions().lastSequence();
    Samples.insert(store, Samples.transactions(from, from + STEP));
    System.out.println("imported " + (from + STEP));
    DetectionRun run = store.detections().unfinishedRun().orElse(null);
    if (run == null) {
      run = Samples.run("run-" + from, "m1", store.detections().cursor(), from + STEP);
      store.detections().begin(run);
    }
    judge(store, run);
  }

  private static void judge(Store store, DetectionRun run) {
    DetectionRun progress = run;
    for (long at = run.afterSequence() + run.rows(); at < run.throughSequence(); ) {
      long to = Math.min(at + 70, run.throughSequence());
      VerdictBlock verdicts = Samples.verdicts(at + 1, to, 37);
      progress = progress.progress(to - run.afterSequence(), 0);
      store.detections().commit(progress, verdicts, Samples.reasons(verdicts));
      System.out.println("judged " + to);
      long saved = to;
      store
          .detections()
          .checkpoint(
              progress,
              "f",
              out -> out.write(Long.toString(saved).getBytes(StandardCharsets.UTF_8)));
      System.out.println("saved " + to);
      at = to;
    }
    store.detections().finish(progress, Samples.NOW);
  }
}
