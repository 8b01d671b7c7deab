/**
 * What the launcher script runs once, before the program itself: it makes every later start fast.
 */
@NullMarked
package io.tercet.cli.launch;

import org.jspecify.annotations.NullMarked;
