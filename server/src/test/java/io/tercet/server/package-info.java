@NullMarked
package io.tercet.server;

import org.jspecify.annotations.NullMarked;
