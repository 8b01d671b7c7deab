package io.tercet.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tercet.store.Samples;
import io.tercet.store.Selection;
import io.tercet.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk of 12 MB; needs the right to mount one. */
class DiskFullTest {
  @TempDir Path disk;

  @BeforeEach
  void mount() throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString()),
        "no right to mount a small disk");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk.toString());
  }

  @Test
  void anImportThatDoesNotFitSaysSoAndLeavesNothing() throws Exception {
    Path file = disk.resolve("test.duckdb");
    try (DuckDbStore store = DuckDbStore.open(file)) {
      Samples.insert(store, Samples.transactions(0, 100));
    }
    DuckDbStore full = DuckDbStore.open(file);
    assertThatThrownBy(() -> Samples.insert(full, Samples.transactions(100, 260_000)))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("the disk of store duckdb:" + file + " is full.")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    full.close();
    run("mount", "-o", "remount,size=200m", disk.toString());
    try (DuckDbStore store = DuckDbStore.open(file)) {
      assertThat(Samples.read(store, Selection.ALL).size).isEqualTo(100);
      assertThat(store.notices()).isEmpty();
      assertThat(Samples.insert(store, Samples.transactions(50, 200)).imported()).isEqualTo(100);
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
