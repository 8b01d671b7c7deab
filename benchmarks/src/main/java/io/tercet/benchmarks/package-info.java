/** Measurements of the parts and of the whole. */
@NullMarked
package io.tercet.benchmarks;

import org.jspecify.annotations.NullMarked;
