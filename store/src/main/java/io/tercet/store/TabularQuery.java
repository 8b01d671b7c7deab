package io.tercet.store;

import io.tercet.store.TabularFiles.TabularReader;

/** A query on somebody's database, whose rows are read once, from the first to the last. */
public interface TabularQuery {
  /** Where the rows come from, for people; without a password. */
  String name();

  /**
   * Runs the query. Memory does not grow with the number of its rows.
   *
   * @throws StoreException if the database cannot be reached, or refuses the query
   */
  TabularReader open();
}
