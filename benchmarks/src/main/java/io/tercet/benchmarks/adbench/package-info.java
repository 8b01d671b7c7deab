/** Detection quality on the public anomaly sets of ADBench (Han et al. 2022). */
@NullMarked
package io.tercet.benchmarks.adbench;

import org.jspecify.annotations.NullMarked;
