@NullMarked
package io.tercet.store.postgresql;

import org.jspecify.annotations.NullMarked;
