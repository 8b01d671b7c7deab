package io.tercet.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Opens an empty store before each test. */
public abstract class StoreContract {
  @TempDir Path folder;
  private Store store;

  /** Opens the adapter's store, empty; {@code folder} is the test's own. */
  protected abstract Store open(Path folder);

  /** The store of this test. */
  protected final Store store() {
    return store;
  }

  @BeforeEach
  final void openStore() {
    store = open(folder);
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }
}
