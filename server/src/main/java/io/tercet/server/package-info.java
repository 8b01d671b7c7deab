/** The server: decisions over HTTP, its start and its end. */
@NullMarked
package io.tercet.server;

import org.jspecify.annotations.NullMarked;
