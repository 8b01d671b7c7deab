package io.tercet.jobs;

import io.tercet.core.sanctions.Sanctions;
import io.tercet.store.DetectionStore.UsedList;
import java.util.List;

/** Lists of sanctions as a run's record names them. */
final class UsedLists {
  private UsedLists() {}

  static List<UsedList> of(Sanctions sanctions) {
    return sanctions.lists().stream()
        .map(list -> new UsedList(list.name(), list.sha256(), list.addresses().size()))
        .toList();
  }
}
