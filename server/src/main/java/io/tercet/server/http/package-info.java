/** Routes, and the forms in which requests and answers are written. */
@NullMarked
package io.tercet.server.http;

import org.jspecify.annotations.NullMarked;
