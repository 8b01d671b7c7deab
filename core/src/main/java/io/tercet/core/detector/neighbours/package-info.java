/** Distance to the nearest of a few hundred reference rows. */
@NullMarked
package io.tercet.core.detector.neighbours;

import org.jspecify.annotations.NullMarked;
