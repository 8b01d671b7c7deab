package io.tercet.cli.config;

import java.util.HashMap;
import java.util.Map;

/** The value of every key, and where each comes from. Immutable. */
public final class Settings {
  /** The origin of a value that nobody set. */
  public static final String DEFAULT = "default";

  private final Map<Key<?>, Entry<?>> entries;

  private Settings(Map<Key<?>, Entry<?>> entries) {
    this.entries = entries;
  }

  private record Entry<T>(T value, String origin) {}

  /** Every key at its default. */
  public static Settings defaults() {
    return new Settings(Map.of());
  }

  /** The same with another value, read from {@code text}. */
  public <T> Settings with(Key<T> key, String text, String origin) {
    Map<Key<?>, Entry<?>> changed = new HashMap<>(entries);
    changed.put(key, new Entry<>(key.parse(text, origin), origin));
    return new Settings(Map.copyOf(changed));
  }

  /** The value of a key. */
  public <T> T get(Key<T> key) {
    Entry<?> entry = entries.get(key);
    if (entry == null) {
      return key.fallback();
    }
    // A key's entry was made by the key's own type.
    @SuppressWarnings("unchecked")
    T value = (T) entry.value();
    return value;
  }

  /** The value of a key that holds a whole number, as an {@code int}; its range allows that. */
  public int integer(Key<Long> key) {
    return Math.toIntExact(get(key));
  }

  /** Where a key's value comes from, for people. */
  public String origin(Key<?> key) {
    Entry<?> entry = entries.get(key);
    return entry == null ? DEFAULT : entry.origin();
  }

  /** The value of a key in YAML. */
  public <T> String yaml(Key<T> key) {
    return key.type().yaml(get(key));
  }
}
