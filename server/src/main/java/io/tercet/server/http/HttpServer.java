package io.tercet.server.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.tercet.server.http.Problem.Kind;
import io.tercet.server.http.Problem.ProblemException;
import io.tercet.server.security.Principal;
import io.tercet.server.security.Tokens;
import io.tercet.store.metadata.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The routes on a socket: who may, what went wrong, and how the server ends. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final String BEARER = "Bearer ";
  private static final String PROBLEM_JSON = "application/problem+json";
  private static final int MAX_HEADER_BYTES = 16 << 10;
  private static final long IDLE_MILLIS = 60_000;

  private final Readiness readiness;
  private final Tokens tokens;
  private final Meters meters;
  private final byte[] openApi;
  private final Javalin javalin;

  /**
   * Starts to listen.
   *
   * @param port 0 for any free one
   * @param stopMillis how long requests under way may take when the server stops
   */
  public HttpServer(
      String host, int port, long stopMillis, Readiness readiness, Tokens tokens, Clock clock) {
    this.readiness = readiness;
    this.tokens = tokens;
    meters = new Meters(readiness);
    openApi = openApi();
    Map<Route, Handler> handlers = handlers(clock);
    javalin = Javalin.create(config -> configure(config, host, port, stopMillis, handlers));
    javalin.start();
  }

  private Map<Route, Handler> handlers(Clock clock) {
    DecisionRoutes decisions = new DecisionRoutes(readiness, meters);
    QueryRoutes queries = new QueryRoutes(readiness);
    TokenRoutes access = new TokenRoutes(tokens, clock);
    Map<Route, Handler> handlers = new EnumMap<>(Route.class);
    handlers.put(Route.DECIDE, decisions::decide);
    handlers.put(Route.DETECTIONS, queries::detections);
    handlers.put(Route.DETECTION, queries::detection);
    handlers.put(Route.ACCOUNT, queries::account);
    handlers.put(Route.MODELS, queries::models);
    handlers.put(Route.MODEL, queries::model);
    handlers.put(Route.ACTIVATE, queries::activate);
    handlers.put(Route.ARCHIVE, queries::archive);
    handlers.put(Route.STATISTICS, queries::statistics);
    handlers.put(Route.TOKENS, access::list);
    handlers.put(Route.CREATE_TOKEN, access::create);
    handlers.put(Route.REVOKE_TOKEN, access::revoke);
    handlers.put(Route.METRICS, this::metrics);
    handlers.put(Route.OPENAPI, context -> context.contentType("application/json").result(openApi));
    handlers.put(Route.HEALTH, this::health);
    handlers.put(Route.READY, this::ready);
    return handlers;
  }

  private void configure(
      JavalinConfig config, String host, int port, long stopMillis, Map<Route, Handler> handlers) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = DecisionRoutes.MAX_BODY;
    config.jetty.host = host;
    config.jetty.port = port;
    config.jetty.modifyServer(server -> server.setStopTimeout(stopMillis));
    config.jetty.modifyHttpConfiguration(http -> {
      http.setSendServerVersion(false);
      http.setSendDateHeader(false);
      http.setRequestHeaderSize(MAX_HEADER_BYTES);
      http.setIdleTimeout(IDLE_MILLIS);
    });
    for (Route route : Route.values()) {
      Handler handler = Objects.requireNonNull(handlers.get(route));
      config.routes.addEndpoint(
          new Endpoint(
              HandlerType.findOrCreate(route.method()),
              route.path(),
              context -> serve(route, handler, context)));
    }
    config.routes.exception(Exception.class, this::failed);
    config.routes.error(404, context -> unrouted(context, Kind.NOT_FOUND, "there is no such path"));
    config.routes.error(
        405, context -> unrouted(context, Kind.METHOD_NOT_ALLOWED, "the path has no such method"));
  }

  private void serve(Route route, Handler handler, Context context) throws Exception {
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Cache-Control", "no-store");
    Optional<Role> least = route.role();
    if (least.isPresent()) {
      authorize(context, least.get());
    }
    handler.handle(context);
  }

  private void authorize(Context context, Role least) {
    String header = context.header("Authorization");
    Principal principal =
        Optional.ofNullable(header)
            .filter(value -> value.startsWith(BEARER))
            .flatMap(value -> tokens.authenticate(value.substring(BEARER.length()).strip()))
            .orElseThrow(() ->
                new ProblemException(
                    Kind.UNAUTHENTICATED,
                    header == null
                        ? "the header 'Authorization: Bearer TOKEN' is missing"
                        : "the token is not known"));
    if (!principal.role().includes(least)) {
      throw new ProblemException(
          Kind.FORBIDDEN,
          "this needs the role %s, the token has %s"
              .formatted(least.text(), principal.role().text()));
    }
  }

  private void failed(Exception failure, Context context) {
    switch (failure) {
      case ProblemException known -> tell(context, known.problem());
      case HttpResponseException known -> tell(context, Problem.of(kind(known), message(known)));
      default -> {
        String id = UUID.randomUUID().toString();
        LOG.error("request {} to {} failed", id, context.endpoint().path, failure);
        tell(
            context,
            Problem.of(Kind.INTERNAL, "the server has a fault; its log names request " + id));
      }
    }
  }

  private static Kind kind(HttpResponseException failure) {
    return switch (failure.getStatus()) {
      case 413 -> Kind.TOO_LARGE;
      case 404 -> Kind.NOT_FOUND;
      case 405 -> Kind.METHOD_NOT_ALLOWED;
      default -> failure.getStatus() < 500 ? Kind.INVALID_PARAMETER : Kind.INTERNAL;
    };
  }

  private static String message(HttpResponseException failure) {
    return Objects.requireNonNullElse(failure.getMessage(), "the request is not understood");
  }

  private static void tell(Context context, Problem problem) {
    Integer retry = problem.retryAfterSeconds();
    if (retry != null) {
      context.header("Retry-After", retry.toString());
    }
    if (problem.kind() == Kind.UNAUTHENTICATED) {
      context.header("WWW-Authenticate", "Bearer");
    }
    context
        .status(problem.kind().status())
        .contentType(PROBLEM_JSON)
        .result(Answers.json(Answers.problem(problem)));
  }

  private static void unrouted(Context context, Kind kind, String detail) {
    if (!PROBLEM_JSON.equals(context.res().getContentType())) {
      tell(context, Problem.of(kind, detail));
    }
  }

  private void metrics(Context context) {
    context.contentType("text/plain; version=0.0.4; charset=utf-8").result(meters.scrape());
  }

  private void health(Context context) {
    boolean failed = readiness.hasFailed();
    context
        .status(failed ? 503 : 200)
        .contentType("application/json")
        .result(Answers.json(Map.of("status", failed ? "failed" : "ok")));
  }

  private void ready(Context context) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    readiness
        .engine()
        .ifPresentOrElse(
            engine -> {
              json.put("status", "ready");
              json.put("model", engine.modelVersion());
            },
            () -> {
              json.put("status", "waiting");
              json.put("waiting_for", readiness.waitingFor());
              context.status(503);
            });
    context.contentType("application/json").result(Answers.json(json));
  }

  /** The description of all routes, written by hand in YAML. */
  private static byte[] openApi() {
    try (InputStream in =
        Objects.requireNonNull(HttpServer.class.getResourceAsStream("openapi.yaml"))) {
      JsonNode document = new YAMLMapper().readTree(in);
      return JsonMapper.shared().writeValueAsBytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return javalin.port();
  }

  /** Stops to accept, lets requests under way end, and closes. */
  @Override
  public void close() {
    Server server = javalin.jettyServer().server();
    javalin.stop();
    if (server.isRunning()) {
      LOG.warn("requests were still under way when the server stopped");
    }
    meters.close();
  }
}
