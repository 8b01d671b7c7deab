package io.tercet.core.feature;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scale of each currency's amounts and fees. Bounded: the currencies past the bound share one.
 */
final class CurrencyProfiles {
  private final int maxCurrencies;

  // Open addressing, at most half full, so that a row costs no boxed key.
  private final @Nullable CurrencyProfile[] slots;

  /** In the order of their first appearance; the shared one, of key 0, is the first. */
  private final List<CurrencyProfile> profiles = new ArrayList<>();

  CurrencyProfiles(int maxCurrencies) {
    this.maxCurrencies = maxCurrencies;
    this.slots = new CurrencyProfile[Integer.highestOneBit(maxCurrencies + 1) * 4];
    add(0, slot(0));
  }

  /** Amounts and fees of a currency. */
  static final class CurrencyProfile {
    final long key;
    final RunningScale amounts = new RunningScale();
    final RunningScale fees = new RunningScale();

    CurrencyProfile(long key) {
      this.key = key;
    }
  }

  /** The profile of the currency {@code key}, begun if there is room for it. */
  CurrencyProfile get(long key) {
    int slot = slot(key);
    CurrencyProfile profile = slots[slot];
    if (profile != null) {
      return profile;
    }
    return profiles.size() > maxCurrencies ? profiles.get(0) : add(key, slot);
  }

  /** Gives {@code other}, which has room, the scale that the currency {@code key} would meet. */
  void copy(long key, CurrencyProfiles other) {
    CurrencyProfile known = slots[slot(key)];
    CurrencyProfile met =
        known != null ? known : profiles.size() > maxCurrencies ? profiles.get(0) : null;
    if (met != null) {
      CurrencyProfile copy = other.get(key);
      copy.amounts.copy(met.amounts);
      copy.fees.copy(met.fees);
    }
  }

  int size() {
    return profiles.size();
  }

  private CurrencyProfile add(long key, int slot) {
    CurrencyProfile profile = new CurrencyProfile(key);
    slots[slot] = profile;
    profiles.add(profile);
    return profile;
  }

  /** Where {@code key} is, or the free slot where it would be. */
  private int slot(long key) {
    int slot = (int) key & slots.length - 1;
    for (CurrencyProfile profile = slots[slot];
        profile != null && profile.key != key;
        profile = slots[slot]) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  void save(SnapshotOutput out) {
    out.writeInt(profiles.size());
    for (CurrencyProfile profile : profiles) {
      out.writeLong(profile.key);
      profile.amounts.save(out);
      profile.fees.save(out);
    }
  }

  /** Reads what {@link #save} wrote into these empty profiles. */
  void load(SnapshotInput in) {
    int count = in.readInt();
    if (count < 1 || count > maxCurrencies + 1) {
      throw new SnapshotException("the snapshot has " + count + " currencies");
    }
    for (int i = 0; i < count; i++) {
      CurrencyProfile profile = get(in.readLong());
      if (profile != profiles.get(i) || profiles.size() != i + 1) {
        throw new SnapshotException("the snapshot names a currency twice");
      }
      profile.amounts.load(in);
      profile.fees.load(in);
    }
  }
}
