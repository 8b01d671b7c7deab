/** What Tercet scores: a transaction, validated once, and blocks of transactions as columns. */
@NullMarked
package io.tercet.core.transaction;

import org.jspecify.annotations.NullMarked;
