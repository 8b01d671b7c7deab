package io.tercet.benchmarks.peers;

import java.util.List;
import java.util.Locale;

/**
 * How many times as fast as another a kernel must be: about half of what was measured, so that a
 * busy or different machine passes, and a form that has lost its vector instructions does not.
 *
 * @param own the kernel
 * @param other a peer, or the plain form
 * @param least ratio of the other's processor time a row to the kernel's own
 */
record Floor(String own, String other, double least) {
  /** What {@code benchmarks/run quick} holds. */
  static final List<Floor> ALL =
      List.of(
          new Floor("Tercet forest", "scikit-learn", 8),
          new Floor("Tercet forest", "oneDAL", 1.5),
          new Floor("Tercet forest", "treelite", 15),
          new Floor("Tercet forest", "Tercet forest, plain form", 9),
          new Floor("Tercet autoencoder", "ONNX Runtime", 0.6),
          new Floor("Tercet autoencoder", "Tercet autoencoder, plain form", 4));

  /** Whether it is held, with a line that says so. */
  boolean isHeld(Results results) {
    double reached = results.ratio(other, own).median();
    boolean held = reached >= least;
    System.out.printf(
        Locale.ROOT,
        "%-6s %s is %.2f times as fast as %s; the floor is %.2f%n",
        held ? "ok" : "FAILED",
        own,
        reached,
        other,
        least);
    return held;
  }
}
