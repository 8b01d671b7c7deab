package io.tercet.server.decision;

import io.tercet.store.Store;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** The store, for one thread at a time; those who wait get it in the order in which they came. */
public final class StoreAccess {
  private final Store store;
  private final ReentrantLock lock = new ReentrantLock(true);

  /** Creates it; nobody else may use the store from now on. */
  public StoreAccess(Store store) {
    this.store = store;
  }

  /** Does something with the store alone. */
  public <T> T use(Function<Store, T> action) {
    lock.lock();
    try {
      return action.apply(store);
    } finally {
      lock.unlock();
    }
  }
}
