package io.tercet.store.duckdb;

import io.tercet.store.CommitLoop;
import java.nio.file.Path;

/** {@link CommitLoop} on a file. */
final class DuckDbCommitLoop {
  private DuckDbCommitLoop() {}

  /** Arguments: the file, how many steps, and then what: end, halt (without closing) or wait. */
  public static void main(String[] arguments) throws InterruptedException {
    try (DuckDbStore store = DuckDbStore.open(Path.of(arguments[0]))) {
      CommitLoop.run(store, Integer.parseInt(arguments[1]));
      if (arguments[2].equals("halt")) {
        Runtime.getRuntime().halt(0);
      }
      if (arguments[2].equals("wait")) {
        System.out.println("waiting");
        Thread.sleep(60_000);
      }
    }
  }
}
