package io.tercet.server;

import io.tercet.core.sanctions.Sanctions;
import io.tercet.server.decision.EngineOptions;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a server is set up.
 *
 * @param host to listen on
 * @param port to listen on; 0 for any free one
 * @param tokens file of the API tokens
 * @param engine bounds of the engine, and where its log is
 * @param sanctions lists that override the verdict on whom they name
 * @param checkpointEvery how often profiles are saved while it runs; zero for only at the end
 */
public record ServerOptions(
    String host,
    int port,
    Path tokens,
    EngineOptions engine,
    Sanctions sanctions,
    Duration checkpointEvery) {

  /** How long requests under way may take when the server stops. */
  static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  public ServerOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be in [0, 65535], got " + port);
    }
    if (checkpointEvery.isNegative()) {
      throw new IllegalArgumentException(
          "checkpointEvery must not be negative, got " + checkpointEvery);
    }
  }
}
