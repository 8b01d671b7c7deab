@NullMarked
package io.tercet.jobs;

import org.jspecify.annotations.NullMarked;
