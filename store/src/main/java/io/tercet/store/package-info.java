/** Ports to where transactions, scores and models are kept. */
@NullMarked
package io.tercet.store;

import org.jspecify.annotations.NullMarked;
