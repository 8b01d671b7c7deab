package io.tercet.server.http;

import static io.tercet.store.metadata.Role.ADMINISTRATOR;
import static io.tercet.store.metadata.Role.OPERATOR;
import static io.tercet.store.metadata.Role.VIEWER;

import io.tercet.store.metadata.Role;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every route there is, and the least role that may use it. */
public enum Route {
  DECIDE("POST", "/api/v1/decisions", OPERATOR),
  DETECTIONS("GET", "/api/v1/detections", VIEWER),
  DETECTION("GET", "/api/v1/detections/{transaction_id}", VIEWER),
  ACCOUNT("GET", "/api/v1/accounts/{id}", VIEWER),
  MODELS("GET", "/api/v1/models", VIEWER),
  MODEL("GET", "/api/v1/models/{version}", VIEWER),
  ACTIVATE("POST", "/api/v1/models/{version}/activate", OPERATOR),
  ARCHIVE("POST", "/api/v1/models/{version}/archive", OPERATOR),
  STATISTICS("GET", "/api/v1/statistics", VIEWER),
  TOKENS("GET", "/api/v1/tokens", ADMINISTRATOR),
  CREATE_TOKEN("POST", "/api/v1/tokens", ADMINISTRATOR),
  REVOKE_TOKEN("DELETE", "/api/v1/tokens/{name}", ADMINISTRATOR),
  METRICS("GET", "/metrics", VIEWER),
  OPENAPI("GET", "/openapi.json", VIEWER),
  HEALTH("GET", "/healthz", null),
  READY("GET", "/readyz", null);

  private final String method;
  private final String path;
  private final @Nullable Role role;

  Route(String method, String path, @Nullable Role role) {
    this.method = method;
    this.path = path;
    this.role = role;
  }

  /** The HTTP method, upper case. */
  public String method() {
    return method;
  }

  /** The path, with parameters in braces. */
  public String path() {
    return path;
  }

  /** The least role that may use it; empty if everybody may, without a token. */
  public Optional<Role> role() {
    return Optional.ofNullable(role);
  }
}
