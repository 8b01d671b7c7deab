/** What people see: styles, tables that fit, numbers and times as text. */
@NullMarked
package io.tercet.cli.terminal;

import org.jspecify.annotations.NullMarked;
