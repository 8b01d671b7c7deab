@NullMarked
package io.tercet.jobs.imports;

import org.jspecify.annotations.NullMarked;
