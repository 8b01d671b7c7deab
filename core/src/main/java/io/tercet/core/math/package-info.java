/** Arithmetic with the same bits on every machine. */
@NullMarked
package io.tercet.core.math;

import org.jspecify.annotations.NullMarked;
