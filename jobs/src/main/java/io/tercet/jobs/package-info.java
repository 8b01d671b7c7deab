/** The order of work over the ports: import, train, detect, evaluate. */
@NullMarked
package io.tercet.jobs;

import org.jspecify.annotations.NullMarked;
