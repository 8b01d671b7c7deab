/** The statistical layer: one-sided tails, typologies and rules. */
@NullMarked
package io.tercet.core.detector.statistical;

import org.jspecify.annotations.NullMarked;
