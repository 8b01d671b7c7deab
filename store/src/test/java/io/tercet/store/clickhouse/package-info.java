@NullMarked
package io.tercet.store.clickhouse;

import org.jspecify.annotations.NullMarked;
