package io.tercet.store.metadata;

import io.tercet.store.metadata.RunStore.NewRun;
import io.tercet.store.metadata.RunStore.Place;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Opens an empty metadata database before each test. */
public abstract class MetadataContract {
  /** When everything happens. */
  protected static final Instant NOW = Instant.parse("2026-05-01T12:00:00.123456Z");

  /** Where everything happens. */
  protected static final Place PLACE =
      new Place("host-a", 4711, Instant.parse("2026-05-01T11:59:59Z"));

  @TempDir Path folder;
  private @Nullable MetadataStore store;

  /** Opens the adapter's database, empty; {@code folder} is the test's own. */
  protected abstract MetadataStore open(Path folder);

  /** The database of this test. */
  protected final MetadataStore store() {
    return Objects.requireNonNull(store);
  }

  /** A run of {@code kind} that begins. */
  protected static NewRun run(String kind) {
    return new NewRun(kind, "duckdb:test.duckdb", null, null, null, PLACE);
  }

  @BeforeEach
  final void openStore() {
    store = open(folder);
  }

  @AfterEach
  final void closeStore() {
    // There is none where the test was skipped.
    if (store != null) {
      store.close();
    }
  }
}
