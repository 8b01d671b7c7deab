/** The isolation forest (Liu, Ting, Zhou 2008). */
@NullMarked
package io.tercet.core.detector.forest;

import org.jspecify.annotations.NullMarked;
