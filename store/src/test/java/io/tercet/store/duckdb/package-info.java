@NullMarked
package io.tercet.store.duckdb;

import org.jspecify.annotations.NullMarked;
