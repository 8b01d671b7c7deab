/**
 * The store on a ClickHouse server. {@link io.tercet.store.clickhouse.ClickHouseStore#open} is the
 * entrance.
 */
@NullMarked
package io.tercet.store.clickhouse;

import org.jspecify.annotations.NullMarked;
