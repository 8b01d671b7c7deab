/** Decides on transactions as they arrive, durably and once each. */
@NullMarked
package io.tercet.server.decision;

import org.jspecify.annotations.NullMarked;
