/** The commands, one class each. */
@NullMarked
package io.tercet.cli.command;

import org.jspecify.annotations.NullMarked;
