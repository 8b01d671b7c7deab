/** The commands, and the composition root where adapters are chosen. */
@NullMarked
package io.tercet.cli;

import org.jspecify.annotations.NullMarked;
