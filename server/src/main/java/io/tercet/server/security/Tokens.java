package io.tercet.server.security;

import io.tercet.store.metadata.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** API tokens. Only their SHA-256 is kept: a token has 256 random bits, so that is enough. */
public interface Tokens {
  /** Whose token this is; empty if it is nobody's. */
  Optional<Principal> authenticate(String token);

  /** All tokens, oldest first. */
  List<TokenInfo> list();

  /**
   * Makes a token.
   *
   * @param name 1 to 64 letters, digits, dots, dashes and underscores; not in use
   * @return the token: it is told this once
   * @throws IllegalArgumentException if the name is wrong or in use
   */
  String create(String name, Role role, Instant now);

  /**
   * Takes a token back.
   *
   * @return whether there was one
   * @throws IllegalArgumentException if it is the last administrator's
   */
  boolean revoke(String name);

  /** What is known of a token. */
  record TokenInfo(String name, Role role, Instant createdAt) {}
}
