package io.tercet.store.duckdb;

/**
 * What DuckDB may use. No result depends on it.
 *
 * @param memoryMegabytes DuckDB's buffers, ≥ 64; what does not fit is spilled beside the store
 * @param threads of DuckDB, ≥ 1
 */
public record DuckDbOptions(int memoryMegabytes, int threads) {
  /** A quarter of the machine's memory is never needed: 1,024 MB, and at most two threads. */
  public static final DuckDbOptions DEFAULT =
      new DuckDbOptions(1024, Math.min(2, Runtime.getRuntime().availableProcessors()));

  public DuckDbOptions {
    if (memoryMegabytes < 64) {
      throw new IllegalArgumentException("memoryMegabytes must be ≥ 64, got " + memoryMegabytes);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be ≥ 1, got " + threads);
    }
  }
}
