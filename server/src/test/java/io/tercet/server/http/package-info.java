@NullMarked
package io.tercet.server.http;

import org.jspecify.annotations.NullMarked;
