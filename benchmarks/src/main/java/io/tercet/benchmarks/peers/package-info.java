/** Tercet beside its peers: kernels and whole jobs, by turns in one run. */
@NullMarked
package io.tercet.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
