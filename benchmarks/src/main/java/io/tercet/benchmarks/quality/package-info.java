/** Detection quality on labelled transactions: whole ensembles, trained without a label. */
@NullMarked
package io.tercet.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
