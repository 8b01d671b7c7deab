/** The engine of Tercet: pure computation, no I/O, no clock, no dependency. */
@NullMarked
package io.tercet.core;

import org.jspecify.annotations.NullMarked;
