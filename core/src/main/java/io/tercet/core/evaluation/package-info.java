/** How good a ranking is against labels that arrived later. */
@NullMarked
package io.tercet.core.evaluation;

import org.jspecify.annotations.NullMarked;
