/** Lists of addresses that nobody may deal with, and what they do to a verdict. */
@NullMarked
package io.tercet.core.sanctions;

import org.jspecify.annotations.NullMarked;
