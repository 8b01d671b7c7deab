/** How far a job has come, as a bar or as lines, and how it is asked to stop. */
@NullMarked
package io.tercet.cli.progress;

import org.jspecify.annotations.NullMarked;
