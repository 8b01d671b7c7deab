/** Compressed files, recognised by their first bytes. */
@NullMarked
package io.tercet.jobs.compression;

import org.jspecify.annotations.NullMarked;
