package io.tercet.server.http;

import io.javalin.http.Context;
import io.tercet.server.http.Problem.Kind;
import io.tercet.server.http.Problem.ProblemException;
import io.tercet.server.security.Tokens;
import io.tercet.store.metadata.Role;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may use the server. */
final class TokenRoutes {
  private static final int MAX_BODY = 1024;

  private final Tokens tokens;
  private final Clock clock;

  TokenRoutes(Tokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  void list(Context context) {
    new Parameters(context);
    answer(
        context,
        Map.of(
            "tokens",
            tokens.list().stream()
                .map(token ->
                    Map.of(
                        "name", token.name(),
                        "role", token.role().text(),
                        "created_at", token.createdAt().toString()))
                .toList()));
  }

  void create(Context context) throws IOException {
    new Parameters(context);
    JsonNode body = body(context);
    String name = body.path("name").asString("");
    String role = body.path("role").asString("");
    Role given =
        Role.of(role)
            .orElseThrow(() ->
                new ProblemException(
                    Kind.INVALID_PARAMETER,
                    "role must be one of %s".formatted(String.join(", ", Role.texts()))));
    try {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", name);
      json.put("role", role);
      json.put("token", tokens.create(name, given, clock.instant()));
      context.status(201);
      answer(context, json);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Kind.CONFLICT, String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode body(Context context) throws IOException {
    try (InputStream in = context.req().getInputStream()) {
      byte[] bytes = in.readNBytes(MAX_BODY + 1);
      if (bytes.length > MAX_BODY) {
        throw new ProblemException(Kind.TOO_LARGE, "the body has at most " + MAX_BODY + " bytes");
      }
      return JsonMapper.shared().readTree(bytes);
    } catch (JacksonException e) {
      throw new ProblemException(Kind.MALFORMED_JSON, e.getOriginalMessage());
    }
  }

  void revoke(Context context) {
    new Parameters(context);
    String name = context.pathParam("name");
    try {
      if (!tokens.revoke(name)) {
        throw new ProblemException(Kind.NOT_FOUND, "there is no token '%s'".formatted(name));
      }
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Kind.CONFLICT, String.valueOf(e.getMessage()));
    }
    context.status(204);
  }

  private static void answer(Context context, Object value) {
    context.contentType("application/json").result(Answers.json(value));
  }
}
