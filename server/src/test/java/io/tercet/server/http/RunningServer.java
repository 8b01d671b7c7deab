package io.tercet.server.http;

import io.tercet.core.sanctions.Sanctions;
import io.tercet.server.ServerOptions;
import io.tercet.server.TercetServer;
import io.tercet.server.decision.EngineOptions;
import io.tercet.server.security.FileTokens;
import io.tercet.store.Store;
import io.tercet.store.duckdb.DuckDbStore;
import io.tercet.store.metadata.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server on a store, on a free port, with a token of each role. */
final class RunningServer implements AutoCloseable {
  final Map<Role, String> tokens = new EnumMap<>(Role.class);
  final HttpClient client = HttpClient.newHttpClient();
  private final Store store;
  private final TercetServer server;
  private final Thread thread;

  RunningServer(Path file) throws Exception {
    store = DuckDbStore.open(file);
    Path tokenFile = Path.of(file + ".tokens");
    FileTokens access = new FileTokens(tokenFile);
    for (Role role : Role.values()) {
      tokens.put(role, access.create(role.text(), role, Instant.EPOCH));
    }
    EngineOptions engine =
        EngineOptions.defaults(Path.of(file + ".decisions"))
            .withDelays(Duration.ofMillis(50), Duration.ofMillis(500));
    server =
        new TercetServer(
            store,
            new ServerOptions("127.0.0.1", 0, tokenFile, engine, Sanctions.NONE, Duration.ZERO),
            access,
            Clock.systemUTC());
    thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                server.run(notice -> {});
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    for (int i = 0; i < 600 && get("/readyz", null).statusCode() != 200; i++) {
      Thread.sleep(50);
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  HttpRequest.Builder request(String path, @Nullable Role role) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    return role == null ? request : request.header("Authorization", "Bearer " + tokens.get(role));
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path, @Nullable Role role)
      throws IOException, InterruptedException {
    return send(request(path, role).build());
  }

  HttpResponse<String> post(String path, String type, String body)
      throws IOException, InterruptedException {
    return send(
        request(path, Role.OPERATOR)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  @Override
  public void close() throws InterruptedException {
    server.stop();
    thread.join();
    server.close();
    store.close();
    client.close();
  }
}
