/** Metadata in H2 or PostgreSQL, by the same SQL. */
@NullMarked
package io.tercet.store.metadata.jdbc;

import org.jspecify.annotations.NullMarked;
