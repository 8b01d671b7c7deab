package io.tercet.store.metadata;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings that change while Tercet runs, with all that they ever were. */
public interface SettingsStore {
  /** The value of a setting; empty if it is not set. */
  Optional<Setting> get(String name);

  /** All that are set, by name. */
  List<Setting> all();

  /**
   * Sets a value, or takes it away.
   *
   * @param value null to take it away
   * @param expected the number of the latest change that the caller knows of, 0 for none; null to
   *     change it whatever it is
   * @return the change; empty if somebody else changed the setting since {@code expected}
   */
  Optional<Change> set(
      String name, @Nullable String value, String who, Instant at, @Nullable Long expected);

  /**
   * Gives a setting the value that it had before a change. That is a change too.
   *
   * @return the new change; empty if there is no change of that number
   */
  Optional<Change> rollBack(long change, String who, Instant at);

  /** Changes of one setting, or of all if {@code name} is null; newest first. */
  List<Change> history(@Nullable String name, int limit);

  /**
   * A value in force.
   *
   * @param value at most a million characters
   * @param change the number of the change that set it
   */
  record Setting(String name, String value, long change) {}

  /**
   * A change.
   *
   * @param id its number, ≥ 1, higher than that of any earlier one
   * @param before null if it was not set
   * @param after null if it was taken away
   */
  record Change(
      long id,
      String name,
      @Nullable String before,
      @Nullable String after,
      String who,
      Instant at) {
    public Change {
      name = Limits.name("name", name);
      after = after == null ? null : Limits.document(name, after);
      who = Limits.name("who", who);
    }
  }
}
