/** Import: files of several formats and layouts, read as a stream, become stored transactions. */
@NullMarked
package io.tercet.jobs.imports;

import org.jspecify.annotations.NullMarked;
