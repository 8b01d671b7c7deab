package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.Role;
import io.tercet.store.metadata.Secret;
import io.tercet.store.metadata.UserStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Users and tokens in tables {@code users} and {@code api_tokens}. */
final class JdbcUserStore implements UserStore {
  private static final String TOKENS = "SELECT * FROM api_tokens ";

  private final Database database;

  JdbcUserStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<User> add(String name, Role role, @Nullable String passwordHash, Instant at) {
    User user = new User(name, role, true, at);
    return database.transaction(connection ->
        Sql.insert(
                    connection,
                    """
                    INSERT INTO users (name, role, password_hash, created_at) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO NOTHING
                    """,
                    user.name(),
                    role,
                    passwordHash,
                    at)
                .isPresent()
            ? find(connection, name)
            : Optional.empty());
  }

  @Override
  public Optional<User> find(String name) {
    return database.transaction(connection -> find(connection, name));
  }

  private static Optional<User> find(Connection connection, String name) throws SQLException {
    return Sql.first(connection, JdbcUserStore::user, "SELECT * FROM users WHERE name = ?", name);
  }

  @Override
  public List<User> all() {
    return database.transaction(connection ->
        Sql.list(connection, JdbcUserStore::user, "SELECT * FROM users ORDER BY name"));
  }

  @Override
  public Optional<String> passwordHash(String name) {
    return database.transaction(connection ->
        Sql.first(
            connection,
            row -> row.getString("password_hash"),
            "SELECT password_hash FROM users WHERE name = ? AND password_hash IS NOT NULL",
            name));
  }

  @Override
  public boolean setPassword(String name, String passwordHash) {
    return change("password_hash", name, passwordHash);
  }

  @Override
  public boolean setRole(String name, Role role) {
    return change("role", name, role);
  }

  @Override
  public boolean setEnabled(String name, boolean enabled) {
    return change("enabled", name, enabled);
  }

  private boolean change(String column, String name, Object value) {
    return database.transaction(connection ->
        Sql.update(connection, "UPDATE users SET " + column + " = ? WHERE name = ?", value, name)
            == 1);
  }

  @Override
  public Optional<ApiToken> addToken(NewToken token, Secret secret, Instant at) {
    return database.transaction(connection -> {
      if (find(connection, token.user()).isEmpty()) {
        return Optional.empty();
      }
      long id =
          Sql.insert(
                  connection,
                  """
                  INSERT INTO api_tokens (user_name, name, sha256, scopes, created_at, expires_at)
                  VALUES (?, ?, ?, ?, ?, ?)
                  """,
                  token.user(),
                  token.name(),
                  secret.hash(),
                  String.join(" ", token.scopes()),
                  at,
                  token.expiresAt())
              .orElseThrow();
      return Sql.first(connection, JdbcUserStore::token, TOKENS + "WHERE id = ?", id);
    });
  }

  @Override
  public Optional<Access> authenticate(String secret, Instant at) {
    if (!Secret.isPlausible(secret)) {
      return Optional.empty();
    }
    return database.transaction(connection -> {
      Optional<ApiToken> token =
          Sql.first(
              connection,
              JdbcUserStore::token,
              TOKENS
                  + "WHERE sha256 = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)",
              Secret.hash(secret),
              at);
      return token.isEmpty() ? Optional.empty() : access(connection, token.get(), at);
    });
  }

  private static Optional<Access> access(Connection connection, ApiToken token, Instant at)
      throws SQLException {
    Optional<User> user = find(connection, token.token().user()).filter(User::enabled);
    if (user.isEmpty()) {
      return Optional.empty();
    }
    Sql.update(
        connection,
        "UPDATE api_tokens SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ?)",
        at,
        token.id(),
        at.minus(USE_GRANULARITY));
    return Optional.of(new Access(user.get(), token));
  }

  @Override
  public List<ApiToken> tokens(@Nullable String user) {
    Conditions conditions = new Conditions().and("user_name = ?", user);
    return database.transaction(connection ->
        Sql.list(
            connection,
            JdbcUserStore::token,
            TOKENS + conditions.where() + " ORDER BY id DESC LIMIT ?",
            conditions.parametersAnd(10_000)));
  }

  @Override
  public boolean revoke(long token, Instant at) {
    return database.transaction(connection ->
        Sql.update(
                connection,
                "UPDATE api_tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
                at,
                token)
            == 1);
  }

  private static User user(ResultSet row) throws SQLException {
    return new User(
        row.getString("name"),
        Sql.word(Role.class, row, "role"),
        row.getBoolean("enabled"),
        Sql.time(row, "created_at"));
  }

  private static ApiToken token(ResultSet row) throws SQLException {
    String scopes = row.getString("scopes");
    return new ApiToken(
        row.getLong("id"),
        new NewToken(
            row.getString("user_name"),
            row.getString("name"),
            scopes.isEmpty() ? Set.of() : Set.of(scopes.split(" ", -1)),
            Sql.instant(row, "expires_at")),
        Sql.time(row, "created_at"),
        Sql.instant(row, "last_used_at"),
        Sql.instant(row, "revoked_at"));
  }
}
