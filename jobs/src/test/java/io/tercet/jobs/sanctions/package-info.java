@NullMarked
package io.tercet.jobs.sanctions;

import org.jspecify.annotations.NullMarked;
