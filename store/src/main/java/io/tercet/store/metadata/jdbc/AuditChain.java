package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.AuditHash;
import io.tercet.store.metadata.AuditLog.AuditEntry;
import io.tercet.store.metadata.AuditLog.Fault;
import io.tercet.store.metadata.AuditLog.Mark;
import io.tercet.store.metadata.AuditLog.Verification;
import org.jspecify.annotations.Nullable;

/** Follows the chain of hashes, up to the first entry that does not fit. */
final class AuditChain {
  private final @Nullable Mark known;
  private String hash = AuditHash.NONE;
  private long entries;
  private @Nullable Fault fault;

  AuditChain(@Nullable Mark known) {
    this.known = known;
  }

  /** How many entries are sound so far. */
  long entries() {
    return entries;
  }

  /** Checks the next entry; false if it is the first that is wrong. */
  boolean accepts(AuditEntry entry) {
    long expected = entries + 1;
    if (entry.sequence() != expected) {
      fault = new Fault(expected, "is missing; the next is " + entry.sequence());
      return false;
    }
    String computed = AuditHash.of(hash, expected, entry.at(), entry.event());
    if (!computed.equals(entry.hash())) {
      fault = new Fault(expected, "was changed, or one before it was: its hash does not fit");
      return false;
    }
    if (known != null && known.sequence() == expected && !known.hash().equals(computed)) {
      fault = new Fault(expected, "is not the one that was noted: the chain was made anew");
      return false;
    }
    hash = computed;
    entries = expected;
    return true;
  }

  /** Checks that nothing is missing at the end. */
  void end(long headSequence, String headHash) {
    long noted = known == null ? 0 : known.sequence();
    if (entries < Math.max(headSequence, noted)) {
      fault = new Fault(entries + 1, "is missing, and what came after it");
    } else if (entries == headSequence && !hash.equals(headHash)) {
      fault = new Fault(entries, "is not the one that the head names");
    }
  }

  Verification result() {
    return new Verification(entries, entries == 0 ? null : new Mark(entries, hash), fault);
  }
}
