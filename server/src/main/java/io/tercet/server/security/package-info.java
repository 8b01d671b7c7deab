/** Who may do what. */
@NullMarked
package io.tercet.server.security;

import org.jspecify.annotations.NullMarked;
