/** Ports: what the jobs ask of a database, whichever it is. Each has one contract test suite. */
@NullMarked
package io.tercet.store;

import org.jspecify.annotations.NullMarked;
