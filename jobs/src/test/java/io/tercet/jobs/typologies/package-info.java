@NullMarked
package io.tercet.jobs.typologies;

import org.jspecify.annotations.NullMarked;
