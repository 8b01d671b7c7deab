package io.tercet.jobs;

import java.util.List;

/** What the columns of {@link ScoredRows} are called. */
final class LayerNames {
  /** How many there are, the fused risk included. */
  static final int COUNT = 4;

  private static final List<String> NAMES =
      List.of("statistical", "isolation_forest", "autoencoder", "total");

  private LayerNames() {}

  /** The name of a column, for example of {@link ScoredRows#TOTAL}. */
  static String of(int layer) {
    return NAMES.get(layer);
  }
}
