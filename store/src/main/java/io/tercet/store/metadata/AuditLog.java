package io.tercet.store.metadata;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who changed what. Entries are only ever added; each carries the SHA-256 of itself and of the one
 * before ({@link AuditHash}), so that none can be changed, taken out or put in between without all
 * later ones being made anew. Whoever can write the whole database could do that: note {@link
 * #head} elsewhere from time to time.
 */
public interface AuditLog {
  /** Adds an entry. */
  AuditEntry append(AuditEvent event, Instant at);

  /** The latest entry; empty if there is none. */
  Optional<Mark> head();

  /** Entries, newest first. */
  List<AuditEntry> list(AuditFilter filter);

  /**
   * Reads everything and computes every hash anew.
   *
   * @param known a mark that was noted elsewhere, which must still be there; null for none
   */
  Verification verify(@Nullable Mark known);

  /**
   * What happened.
   *
   * @param who did it
   * @param action for example {@code settings.change}, {@code model.activate}
   * @param subject what it was done to
   * @param before JSON or text, null if there was nothing; never a secret
   * @param after JSON or text, null if there is nothing
   * @param request id of the request that did it, or null
   */
  record AuditEvent(
      String who,
      String action,
      String subject,
      @Nullable String before,
      @Nullable String after,
      @Nullable String request) {
    public AuditEvent {
      who = Limits.name("who", who);
      action = Limits.name("action", action);
      subject = Limits.name("subject", subject);
      before = before == null ? null : Limits.document("before", before);
      after = after == null ? null : Limits.document("after", after);
      request = Limits.optionalName("request", request);
    }
  }

  /**
   * An entry.
   *
   * @param sequence from 1, without gaps
   * @param hash SHA-256, 64 hexadecimal digits
   */
  record AuditEntry(long sequence, Instant at, AuditEvent event, String hash) {}

  /** An entry by its number and hash, short enough to be noted elsewhere. */
  record Mark(long sequence, String hash) {
    public Mark {
      if (sequence < 1 || !hash.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException(
            "a mark of the audit must be NUMBER:SHA-256, got %d:%s".formatted(sequence, hash));
      }
    }

    /** Reads what {@link #toString} wrote. */
    public static Mark parse(String text) {
      if (!text.matches("[1-9][0-9]{0,17}:[0-9a-f]{64}")) {
        throw new IllegalArgumentException(
            "a mark of the audit must be NUMBER:SHA-256, got '%s'".formatted(text));
      }
      int colon = text.indexOf(':');
      return new Mark(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
    }

    @Override
    public String toString() {
      return sequence + ":" + hash;
    }
  }

  /**
   * What verification found.
   *
   * @param entries how many are sound, from the first on
   * @param head the latest sound one; null if there is none
   * @param broken the first fault; null if all is sound
   */
  record Verification(long entries, @Nullable Mark head, @Nullable Fault broken) {
    /** Whether nothing was found. */
    public boolean isSound() {
      return broken == null;
    }
  }

  /**
   * Where the chain is broken.
   *
   * @param sequence the number of the first entry that is wrong or missing
   * @param reason for people
   */
  record Fault(long sequence, String reason) {}

  /**
   * Which entries.
   *
   * @param who only by this person; null for all
   * @param subject only of this subject; null for all
   * @param before only with a lower number, for the next page; null for the first
   * @param limit at most so many, in [1, 10000]
   */
  record AuditFilter(
      @Nullable String who, @Nullable String subject, @Nullable Long before, int limit) {
    public AuditFilter {
      limit = Limits.page(limit);
    }
  }
}
