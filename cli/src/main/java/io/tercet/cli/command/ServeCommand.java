package io.tercet.cli.command;

import io.tercet.cli.config.Keys;
import io.tercet.cli.config.Settings;
import io.tercet.cli.progress.StopSignal;
import io.tercet.jobs.sanctions.SanctionsFiles;
import io.tercet.server.ServerOptions;
import io.tercet.server.TercetServer;
import io.tercet.server.decision.EngineOptions;
import io.tercet.server.security.FileTokens;
import io.tercet.store.Store;
import io.tercet.store.metadata.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Decides over HTTP until it is stopped. */
@Command(
    name = "serve",
    description = {
      "Decide on transactions over HTTP, in milliseconds and durably, until it is stopped.",
      "It alone uses the store meanwhile. It needs a model: train one first."
    },
    footer = {
      "  tercet serve                             on 127.0.0.1:8080",
      "  tercet serve --port 9000 --sanctions ofac.txt",
      "  tercet serve --admin-token-file /run/secrets/tercet-admin"
    })
final class ServeCommand extends AbstractCommand {
  private static final String ADMINISTRATOR = "administrator";

  @Option(names = "--host", paramLabel = "ADDRESS", description = "Where to listen.")
  private @Nullable String host;

  @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on; 0 is any.")
  private @Nullable String port;

  @Option(
      names = "--log",
      paramLabel = "FOLDER",
      description = "Of decisions that are not in the store yet (default: beside the store).")
  private @Nullable String log;

  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      description = "Of the hashes of API tokens (default: beside the store).")
  private @Nullable String tokens;

  @Option(
      names = "--admin-token-file",
      paramLabel = "FILE",
      description = "Holds the first administrator's token, instead of one that is made and shown.")
  private @Nullable String adminTokenFile;

  @Mixin private final SanctionsOption sanctions = new SanctionsOption();

  ServeCommand(Environment environment) {
    super(environment);
  }

  @Override
  Settings withOptions(Settings settings) {
    Settings changed = settings;
    if (host != null) {
      changed = changed.with(Keys.HTTP_HOST, host, "option --host");
    }
    if (port != null) {
      changed = changed.with(Keys.HTTP_PORT, port, "option --port");
    }
    return sanctions.in(changed);
  }

  @Override
  int run(Session session) throws Exception {
    ServerOptions options = options(session.settings());
    try (Store store = session.openExistingStore()) {
      FileTokens access = access(session, options.tokens());
      try (TercetServer server =
              new TercetServer(store, options, access, session.environment().clock());
          StopSignal signal =
              StopSignal.install(() -> {
                session.environment().err().println("Stopping. Once more stops at once.");
                server.stop();
              })) {
        announce(session, options, server.port());
        server.run(session::warn);
      }
    }
    return ExitCode.OK;
  }

  private ServerOptions options(Settings settings) {
    return UsageException.options(() ->
        new ServerOptions(
            settings.get(Keys.HTTP_HOST),
            settings.integer(Keys.HTTP_PORT),
            tokens == null ? Stores.beside(settings, ".tokens", "--tokens FILE") : Path.of(tokens),
            EngineOptions.defaults(
                log == null ? Stores.beside(settings, ".decisions", "--log FOLDER") : Path.of(log)),
            SanctionsFiles.read(FileNames.paths(settings.get(Keys.SANCTIONS_FILES))),
            Duration.ofMinutes(settings.get(Keys.DECISIONS_CHECKPOINT_MINUTES))));
  }

  /** The tokens, with an administrator's among them. */
  private FileTokens access(Session session, Path file) throws IOException {
    FileTokens access = new FileTokens(file);
    if (access.hasNoAdministrator() && adminTokenFile != null) {
      String token = Files.readString(Path.of(adminTokenFile)).strip();
      access.accept(ADMINISTRATOR, Role.ADMINISTRATOR, token, session.startedAt());
    } else if (access.hasNoAdministrator()) {
      String token = access.create(ADMINISTRATOR, Role.ADMINISTRATOR, session.startedAt());
      session.environment().err().println("The administrator's token, shown this once: " + token);
    }
    return access;
  }

  private static void announce(Session session, ServerOptions options, int port) {
    String url = "http://%s:%d".formatted(options.host(), port);
    if (session.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("url", url);
      session.result(json);
    } else {
      session.say("listening on " + url);
    }
  }
}
