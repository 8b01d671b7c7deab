/** Calibration of each layer, fusion into one risk, its level and the decision. */
@NullMarked
package io.tercet.core.ensemble;

import org.jspecify.annotations.NullMarked;
