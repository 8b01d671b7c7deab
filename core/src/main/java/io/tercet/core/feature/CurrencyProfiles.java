package io.tercet.core.feature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scale of each currency's amounts and fees. Bounded: the currencies past the bound share one.
 */
final class CurrencyProfiles {
  private final int maxCurrencies;
  private final Map<Long, CurrencyProfile> byKey = new LinkedHashMap<>();
  private long lastKey;
  private CurrencyProfile last;
  private CurrencyProfile shared = new CurrencyProfile();

  CurrencyProfiles(int maxCurrencies) {
    this.maxCurrencies = maxCurrencies;
    this.last = shared;
    byKey.put(0L, shared);
  }

  /** Amounts and fees of a currency. */
  static final class CurrencyProfile {
    final RunningScale amounts = new RunningScale();
    final RunningScale fees = new RunningScale();
  }

  CurrencyProfile get(long key) {
    if (key != lastKey) { // most neighbours share a currency: no look-up, no boxing
      lastKey = key;
      last = find(key);
    }
    return last;
  }

  private CurrencyProfile find(long key) {
    CurrencyProfile profile = byKey.get(key);
    if (profile == null) {
      if (byKey.size() > maxCurrencies) {
        return shared;
      }
      profile = new CurrencyProfile();
      byKey.put(key, profile);
    }
    return profile;
  }

  void save(SnapshotOutput out) {
    List<Map.Entry<Long, CurrencyProfile>> entries = new ArrayList<>(byKey.entrySet());
    out.writeInt(entries.size());
    for (Map.Entry<Long, CurrencyProfile> entry : entries) {
      out.writeLong(entry.getKey());
      entry.getValue().amounts.save(out);
      entry.getValue().fees.save(out);
    }
  }

  void load(SnapshotInput in) {
    int count = in.readSize(1024);
    if (count < 1 || count > maxCurrencies + 1) {
      throw new SnapshotException("the snapshot has " + count + " currencies");
    }
    for (int i = 0; i < count; i++) {
      CurrencyProfile profile = new CurrencyProfile();
      byKey.put(in.readLong(), profile);
      profile.amounts.load(in);
      profile.fees.load(in);
    }
    CurrencyProfile first = byKey.get(0L);
    if (first == null) {
      throw new SnapshotException("the snapshot has no shared currency");
    }
    shared = first;
    lastKey = 0;
    last = shared;
  }
}
