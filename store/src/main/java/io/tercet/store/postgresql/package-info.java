/** Transactions that lie in somebody's PostgreSQL. */
@NullMarked
package io.tercet.store.postgresql;

import org.jspecify.annotations.NullMarked;
