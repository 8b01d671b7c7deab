@NullMarked
package io.tercet.store.metadata.jdbc;

import org.jspecify.annotations.NullMarked;
