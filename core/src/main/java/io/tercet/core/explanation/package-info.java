/** Why a transaction was flagged: rules, typologies and counterfactuals, in words. */
@NullMarked
package io.tercet.core.explanation;

import org.jspecify.annotations.NullMarked;
