package io.tercet.server.security;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do; each role may do all that those before it may. */
public enum Role {
  /** Reads verdicts, models and figures. */
  VIEWER,
  /** Will decide on cases. */
  ANALYST,
  /** Asks for decisions, puts models in charge. */
  OPERATOR,
  /** Gives and takes tokens. */
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

  /** Whether this role may do what {@code least} may. */
  public boolean includes(Role least) {
    return compareTo(least) >= 0;
  }
}
