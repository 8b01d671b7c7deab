package io.tercet.store.metadata;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person or program may do; each may do what those before it may. */
public enum Role {
  /** Reads verdicts, reports and models. */
  VIEWER,
  /** Decides on transactions. */
  ANALYST,
  /** Runs jobs, activates models, changes thresholds. */
  OPERATOR,
  /** Manages users and tokens. */
  ADMINISTRATOR;

  /** Lower case, as written in files and answers. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Inverse of {@link #text()}; empty if there is no such role. */
  public static Optional<Role> of(String text) {
    return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
  }

  /** The names of all roles. */
  public static List<String> texts() {
    return Arrays.stream(values()).map(Role::text).toList();
  }

  /** Whether this role may do what {@code needed} may. */
  public boolean includes(Role needed) {
    return compareTo(needed) >= 0;
  }
}
