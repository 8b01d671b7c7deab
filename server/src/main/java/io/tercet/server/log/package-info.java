/** The write-ahead log of decisions. */
@NullMarked
package io.tercet.server.log;

import org.jspecify.annotations.NullMarked;
