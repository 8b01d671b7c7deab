/** Load on a running server. */
@NullMarked
package io.tercet.benchmarks.serve;

import org.jspecify.annotations.NullMarked;
