/** What every adapter must do: one contract suite a port, one subclass an adapter. */
@NullMarked
package io.tercet.store;

import org.jspecify.annotations.NullMarked;
