/**
 * The embedded store: one DuckDB file, and beside it a folder with the files of models and
 * checkpoints. {@link io.tercet.store.duckdb.DuckDbStore#open} is the entrance.
 */
@NullMarked
package io.tercet.store.duckdb;

import org.jspecify.annotations.NullMarked;
