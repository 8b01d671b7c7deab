@NullMarked
package io.tercet.store.metadata;

import org.jspecify.annotations.NullMarked;
