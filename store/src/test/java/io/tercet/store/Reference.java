package io.tercet.store;

import io.tercet.core.transaction.Transaction;
import io.tercet.store.TransactionStore.ImportCounts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an import into an empty store must come to, by a map. */
record Reference(ImportCounts counts, Collection<Transaction> kept) {
  static Reference of(List<Transaction> rows) {
    Map<String, Transaction> first = new LinkedHashMap<>();
    long duplicates = 0;
    long conflicts = 0;
    for (Transaction row : rows) {
      Transaction known = first.putIfAbsent(row.id(), row);
      duplicates += row.equals(known) ? 1 : 0;
      conflicts += known != null && !row.equals(known) ? 1 : 0;
    }
    return new Reference(
        new ImportCounts(rows.size(), first.size(), duplicates, conflicts), first.values());
  }
}
