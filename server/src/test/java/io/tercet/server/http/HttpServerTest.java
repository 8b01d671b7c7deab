package io.tercet.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.transaction.Transaction;
import io.tercet.server.decision.SampleStore;
import io.tercet.store.Store;
import io.tercet.store.duckdb.DuckDbStore;
import io.tercet.store.metadata.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpServerTest {
  private static final int TRAINED = 6_000;
  private static final String DECISIONS = "/api/v1/decisions";
  private static final String JSON = "application/json";
  private static final String NDJSON = "application/x-ndjson";
  private static final List<Transaction> TRAFFIC = SampleStore.traffic(TRAINED + 4_000, 21);

  @TempDir static Path folder;
  private static @Nullable RunningServer running;
  private static Path batch = Path.of("");
  private static int used = TRAINED + 2_000;

  @BeforeAll
  static void start() throws Exception {
    Path file = Files.createDirectories(folder.resolve("live")).resolve("test.duckdb");
    SampleStore.create(file, TRAFFIC.subList(0, TRAINED));
    batch = SampleStore.copy(file, folder.resolve("batch"));
    running = new RunningServer(file);
  }

  @AfterAll
  static void stop() throws Exception {
    server().close();
  }

  private static RunningServer server() {
    return java.util.Objects.requireNonNull(running);
  }

  private static Transaction next() {
    return TRAFFIC.get(used++);
  }

  /** A transaction as a client would write it. */
  static String json(Transaction transaction) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("transaction_id", transaction.id());
    json.put("timestamp", transaction.timestampMicros());
    json.put("user_id", transaction.account());
    json.put("transaction_type", transaction.type());
    json.put("currency", transaction.currency());
    json.put("amount", transaction.amount());
    json.put("fee", transaction.fee());
    json.put("from_address", transaction.fromAddress());
    json.put("to_address", transaction.toAddress());
    json.put("status", transaction.status());
    if (transaction.senderNonce() >= 0) {
      json.put("nonce", transaction.senderNonce());
    }
    return JsonMapper.shared().writeValueAsString(json);
  }

  @Test
  void aStreamIsAnsweredLineByLineWithTheVerdictsOfDetection() throws Exception {
    List<Transaction> later = TRAFFIC.subList(TRAINED, TRAINED + 2_000);
    try (Store store = DuckDbStore.open(batch)) {
      SampleStore.add(store, later);
      SampleStore.detect(store);
    }
    try (RunningServer own = new RunningServer(copyOfTrained("stream"))) {
      String lines = String.join("\n", later.stream().map(HttpServerTest::json).toList());
      HttpResponse<String> answer = own.post(DECISIONS, NDJSON, lines);
      assertThat(answer.statusCode()).isEqualTo(200);
      List<String> answers = answer.body().lines().toList();
      assertThat(answers).hasSameSizeAs(later);
      Map<String, Map<String, @Nullable Object>> verdicts = new LinkedHashMap<>();
      try (Store store = DuckDbStore.open(batch)) {
        store.query(
            SampleStore.VERDICTS,
            row -> verdicts.put(String.valueOf(row.get("transaction_id")), row));
      }
      for (int i = 0; i < later.size(); i++) {
        JsonNode got = JsonMapper.shared().readTree(answers.get(i));
        Map<String, @Nullable Object> verdict = verdicts.get(later.get(i).id());
        assertThat(verdict).isNotNull();
        assertThat(got.get("transaction_id").asString()).isEqualTo(later.get(i).id());
        assertThat((float) got.get("risk").asDouble()).isEqualTo(verdict.get("total_risk_score"));
        assertThat(got.get("decision").asString()).isEqualTo(verdict.get("final_decision"));
        assertThat(got.get("reasons").isNull()).isEqualTo(verdict.get("reasons") == null);
      }
    }
  }

  private static Path copyOfTrained(String name) throws Exception {
    Path file = Files.createDirectories(folder.resolve(name)).resolve("test.duckdb");
    SampleStore.create(file, TRAFFIC.subList(0, TRAINED));
    return file;
  }

  @Test
  void aTransactionAskedTwiceIsAnsweredTheSame() throws Exception {
    Transaction one = next();
    HttpResponse<String> first = server().post(DECISIONS, JSON, json(one));
    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    assertThat(RunningServer.json(first).get("transaction_id").asString()).isEqualTo(one.id());
    assertThat(server().post(DECISIONS, JSON, json(one)).body()).isEqualTo(first.body());
    Thread.sleep(400); // it is in the store by now
    assertThat(server().post(DECISIONS, JSON, json(one)).body()).isEqualTo(first.body());
    HttpResponse<String> other =
        server().post(DECISIONS, JSON, json(one).replace("\"fee\":", "\"fee\":1"));
    problem(other, 409, "transaction-conflict");
  }

  @Test
  void aDryRunChangesNothing() throws Exception {
    Transaction one = next();
    String dry = server().post(DECISIONS + "?dry_run=true", JSON, json(one)).body();
    Thread.sleep(300);
    assertThat(server().get("/api/v1/detections/" + one.id(), Role.VIEWER).statusCode())
        .isEqualTo(404);
    assertThat(server().post(DECISIONS, JSON, json(one)).body()).isEqualTo(dry);
  }

  @Test
  void anIdempotencyKeyBelongsToOneTransaction() throws Exception {
    String one = json(next());
    assertThat(withKey("k-1", one).statusCode()).isEqualTo(200);
    assertThat(withKey("k-1", one).statusCode()).isEqualTo(200);
    problem(withKey("k-1", json(next())), 422, "idempotency-key-reused");
  }

  private static HttpResponse<String> withKey(String key, String body) throws Exception {
    return server()
        .send(
            server()
                .request(DECISIONS, Role.OPERATOR)
                .header("Content-Type", JSON)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build());
  }

  @Test
  void whatIsWrongIsAProblemWithAStableType() throws Exception {
    String good = json(next());
    problem(server().post(DECISIONS, JSON, "{"), 400, "malformed-json");
    problem(server().post(DECISIONS, JSON, "[]"), 400, "malformed-json");
    problem(server().post(DECISIONS, JSON, good + "{}"), 400, "malformed-json");
    String misspelt = good.replace("\"amount\"", "\"ammount\"");
    assertThat(problem(server().post(DECISIONS, JSON, misspelt), 400, "malformed-json"))
        .contains("Maybe 'amount'?");
    String negative = good.replaceFirst("\"amount\":", "\"amount\":-1");
    problem(server().post(DECISIONS, JSON, negative), 422, "invalid-transaction");
    String timeless = good.replaceFirst("\"timestamp\":\\d+", "\"timestamp\":\"soon\"");
    problem(server().post(DECISIONS, JSON, timeless), 422, "invalid-transaction");
    problem(server().post(DECISIONS, "text/plain", good), 415, "unsupported-media-type");
    problem(server().post(DECISIONS + "?dryrun=true", JSON, good), 400, "invalid-parameter");
    String large = good.replace("{", "{" + " ".repeat(70_000));
    problem(server().post(DECISIONS, JSON, large), 413, "too-large");
    problem(server().get("/nothing", Role.VIEWER), 404, "not-found");
    problem(server().get(DECISIONS, Role.OPERATOR), 405, "method-not-allowed");
    problem(server().get("/api/v1/models/none", Role.VIEWER), 404, "not-found");
    problem(server().get("/api/v1/detections?limit=0", Role.VIEWER), 400, "invalid-parameter");
    problem(server().get("/api/v1/detections?level=hot", Role.VIEWER), 400, "invalid-parameter");
  }

  private static String problem(HttpResponse<String> answer, int status, String type) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode json = RunningServer.json(answer);
    assertThat(json.get("type").asString()).isEqualTo("urn:tercet:problem:" + type);
    assertThat(json.get("status").asInt()).isEqualTo(status);
    return json.get("detail").asString();
  }

  @Test
  void aWrongLineOfAStreamIsAnsweredInItsPlace() throws Exception {
    String body = json(next()) + "\nnonsense\r\n" + json(next());
    List<String> answers = server().post(DECISIONS, NDJSON, body).body().lines().toList();
    assertThat(answers).hasSize(3);
    assertThat(answers.get(1)).startsWith("{\"line\":2,\"problem\":{\"type\":");
    assertThat(answers.get(2)).contains("\"risk\":");
    List<String> tooLong =
        server().post(DECISIONS, NDJSON, "x".repeat(200_000) + "\n").body().lines().toList();
    assertThat(tooLong).singleElement().asString().contains("too-large");
  }

  @Test
  void everyRouteIsOpenToItsRolesAndToNobodyElse() throws Exception {
    for (Route route : Route.values()) {
      String path = route.path().replaceAll("\\{[a-z_]+}", "nobody");
      List<@Nullable Role> askers = new ArrayList<>(List.of(Role.values()));
      askers.add(null);
      for (Role asker : askers) {
        HttpResponse<String> answer =
            server()
                .send(
                    server()
                        .request(path, asker)
                        .method(route.method(), BodyPublishers.ofString("{}"))
                        .build());
        int expected =
            route
                .role()
                .map(least -> asker == null ? 401 : asker.includes(least) ? 0 : 403)
                .orElse(0);
        if (expected == 0) {
          assertThat(answer.statusCode()).as("%s as %s", route, asker).isNotIn(401, 403, 500);
        } else {
          assertThat(answer.statusCode()).as("%s as %s", route, asker).isEqualTo(expected);
        }
      }
      HttpResponse<String> unknown =
          server()
              .send(
                  server()
                      .request(path, null)
                      .header("Authorization", "Bearer " + "x".repeat(40))
                      .method(route.method(), BodyPublishers.noBody())
                      .build());
      assertThat(unknown.statusCode() == 401).as("%s", route).isEqualTo(route.role().isPresent());
    }
  }

  @Test
  void theDescriptionNamesEveryRouteAndNoOther() throws Exception {
    JsonNode document = RunningServer.json(server().get("/openapi.json", Role.VIEWER));
    Set<String> described = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(method ->
                    described.add(
                        method.getKey().toUpperCase(java.util.Locale.ROOT)
                            + " "
                            + path.getKey()
                            + role(method.getValue()))));
    Set<String> served = new TreeSet<>();
    for (Route route : Route.values()) {
      served.add(
          route.method() + " " + route.path() + route.role().map(r -> " " + r.text()).orElse(""));
    }
    assertThat(described).isEqualTo(served);
    for (String reference : document.findValuesAsString("$ref")) {
      assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
  }

  private static String role(JsonNode operation) {
    String text = operation.path("description").asString("");
    int at = text.indexOf("Role: ");
    return at < 0 ? "" : " " + text.substring(at + 6, text.indexOf('.', at));
  }

  @Test
  void whatWasDecidedCanBeListedAndExplained() throws Exception {
    Transaction one = next();
    server().post(DECISIONS, JSON, json(one));
    Thread.sleep(600);
    JsonNode whole =
        RunningServer.json(server().get("/api/v1/detections/" + one.id(), Role.VIEWER));
    assertThat(whole.get("currency").asString()).isEqualTo(one.currency());
    assertThat(whole.get("layers").get("statistical").isNumber()).isTrue();
    JsonNode page = RunningServer.json(server().get("/api/v1/detections?limit=2", Role.VIEWER));
    assertThat(page.get("detections")).hasSize(2);
    String cursor = page.get("next_cursor").asString();
    JsonNode after =
        RunningServer.json(
            server().get("/api/v1/detections?limit=2&cursor=" + cursor, Role.VIEWER));
    assertThat(after.get("detections").get(0).get("transaction_id"))
        .isNotIn(
            page.get("detections").get(0).get("transaction_id"),
            page.get("detections").get(1).get("transaction_id"));
    JsonNode account =
        RunningServer.json(server().get("/api/v1/accounts/" + one.customer(), Role.VIEWER));
    assertThat(account.get("transactions").asInt()).isPositive();
    JsonNode statistics = RunningServer.json(server().get("/api/v1/statistics", Role.VIEWER));
    assertThat(statistics.get("transactions").asInt()).isGreaterThan(TRAINED);
    JsonNode models = RunningServer.json(server().get("/api/v1/models", Role.VIEWER));
    String version = models.get("models").get(0).get("version").asString();
    HttpResponse<String> active =
        server().post("/api/v1/models/" + version + "/activate", JSON, "");
    assertThat(RunningServer.json(active).get("status").asString()).isEqualTo("active");
    problem(server().post("/api/v1/models/" + version + "/archive", JSON, ""), 409, "conflict");
  }

  @Test
  void tokensAreGivenAndTaken() throws Exception {
    HttpResponse<String> made = administrator("POST", "", "{\"name\":\"bot\",\"role\":\"viewer\"}");
    assertThat(made.statusCode()).isEqualTo(201);
    String token = RunningServer.json(made).get("token").asString();
    var asBot =
        server().request("/api/v1/models", null).header("Authorization", "Bearer " + token).build();
    assertThat(server().send(asBot).statusCode()).isEqualTo(200);
    assertThat(administrator("GET", "", "").body()).contains("\"bot\"").doesNotContain(token);
    problem(administrator("POST", "", "{\"name\":\"bot\",\"role\":\"viewer\"}"), 409, "conflict");
    problem(
        administrator("POST", "", "{\"name\":\"b\",\"role\":\"god\"}"), 400, "invalid-parameter");
    assertThat(administrator("DELETE", "/bot", "").statusCode()).isEqualTo(204);
    assertThat(server().send(asBot).statusCode()).isEqualTo(401);
    problem(administrator("DELETE", "/administrator", ""), 409, "conflict");
  }

  private static HttpResponse<String> administrator(String method, String path, String body)
      throws Exception {
    return server()
        .send(
            server()
                .request("/api/v1/tokens" + path, Role.ADMINISTRATOR)
                .method(method, BodyPublishers.ofString(body))
                .build());
  }

  @Test
  void measurementsNameNoIds() throws Exception {
    Transaction one = next();
    server().post(DECISIONS, JSON, json(one));
    String metrics = server().get("/metrics", Role.VIEWER).body();
    assertThat(metrics)
        .contains("tercet_decisions_total{decision=\"approved\"}")
        .contains("tercet_decision_latency_seconds_bucket")
        .contains("tercet_requests_pending")
        .contains("tercet_log_backlog")
        .doesNotContain(one.id())
        .doesNotContain(one.customer());
  }
}
