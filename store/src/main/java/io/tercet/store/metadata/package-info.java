/**
 * What is known about the work rather than about transactions: runs, jobs, settings, audit, users,
 * reviews. Ports only.
 */
@NullMarked
package io.tercet.store.metadata;

import org.jspecify.annotations.NullMarked;
