/** Lists of sanctioned addresses from files. */
@NullMarked
package io.tercet.jobs.sanctions;

import org.jspecify.annotations.NullMarked;
