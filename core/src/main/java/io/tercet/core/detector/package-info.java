/** What all detectors share: they turn columns of numbers into one raw score a row. */
@NullMarked
package io.tercet.core.detector;

import org.jspecify.annotations.NullMarked;
