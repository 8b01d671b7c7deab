/** The autoencoder: rows that it cannot reconstruct are anomalous. */
@NullMarked
package io.tercet.core.detector.autoencoder;

import org.jspecify.annotations.NullMarked;
