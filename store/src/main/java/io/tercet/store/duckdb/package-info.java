/** The ports on DuckDB: one file, inside this process. */
@NullMarked
package io.tercet.store.duckdb;

import org.jspecify.annotations.NullMarked;
