package io.tercet.store.metadata;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who may use the server, and their tokens. Nothing is kept from which a secret could be read. */
public interface UserStore {
  /** A token's last use is written down again only after so long. */
  Duration USE_GRANULARITY = Duration.ofMinutes(1);

  /**
   * Adds a user.
   *
   * @param passwordHash as {@link Passwords#hash} made it; null for one who only has tokens
   * @return empty if the name is taken
   */
  Optional<User> add(String name, Role role, @Nullable String passwordHash, Instant at);

  /** A user by name. */
  Optional<User> find(String name);

  /** All users, by name. */
  List<User> all();

  /** The hash of a user's password; empty if there is no such user, or no password. */
  Optional<String> passwordHash(String name);

  /** Gives a user another password. Returns false if there is no such user. */
  boolean setPassword(String name, String passwordHash);

  /** Gives a user another role. Returns false if there is no such user. */
  boolean setRole(String name, Role role);

  /** Lets a user in no longer, or again. Returns false if there is no such user. */
  boolean setEnabled(String name, boolean enabled);

  /**
   * Adds a token; only its hash is kept.
   *
   * @return empty if there is no such user
   */
  Optional<ApiToken> addToken(NewToken token, Secret secret, Instant at);

  /**
   * Whom a token belongs to, and notes its use.
   *
   * @param secret as it was presented
   * @return empty if there is no such token, it has expired or was revoked, or its user is disabled
   */
  Optional<Access> authenticate(String secret, Instant at);

  /** All tokens, those of one user if {@code user} is not null; newest first. */
  List<ApiToken> tokens(@Nullable String user);

  /** Makes a token void. Returns false if there is none, or it was void before. */
  boolean revoke(long token, Instant at);

  /** A user. */
  record User(String name, Role role, boolean enabled, Instant createdAt) {
    public User {
      name = Limits.name("name", name);
    }
  }

  /**
   * What a new token is for.
   *
   * @param name for people
   * @param scopes what it is limited to; empty for everything that its user may do
   * @param expiresAt when it becomes void; null for never
   */
  record NewToken(String user, String name, Set<String> scopes, @Nullable Instant expiresAt) {
    public NewToken {
      user = Limits.name("user", user);
      name = Limits.name("name", name);
      scopes = sorted(scopes);
    }

    private static SortedSet<String> sorted(Set<String> scopes) {
      if (scopes.size() > 50) {
        throw new IllegalArgumentException("a token has at most 50 scopes, got " + scopes.size());
      }
      for (String scope : scopes) {
        if (!scope.matches("[a-z][a-z0-9_.:-]{0,99}")) {
          throw new IllegalArgumentException(
              "a scope must look like 'decisions:write', got '%s'".formatted(scope));
        }
      }
      return new TreeSet<>(scopes);
    }
  }

  /**
   * A token without its secret.
   *
   * @param id its number
   * @param lastUsedAt to about a minute; null if it never was
   * @param revokedAt null if it was not
   */
  record ApiToken(
      long id,
      NewToken token,
      Instant createdAt,
      @Nullable Instant lastUsedAt,
      @Nullable Instant revokedAt) {}

  /** A user who presented a token. */
  record Access(User user, ApiToken token) {}
}
