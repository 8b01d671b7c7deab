@NullMarked
package io.tercet.server.decision;

import org.jspecify.annotations.NullMarked;
