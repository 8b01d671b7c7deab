/** How fast the embedded store takes transactions and verdicts in, and gives them back. */
@NullMarked
package io.tercet.benchmarks.store;

import org.jspecify.annotations.NullMarked;
