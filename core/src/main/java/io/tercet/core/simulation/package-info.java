/** Labelled sample traffic: ordinary behaviour, typologies and their innocent look-alikes. */
@NullMarked
package io.tercet.core.simulation;

import org.jspecify.annotations.NullMarked;
