package io.tercet.store.clickhouse;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real ClickHouse server in a folder of its own, on free ports of the loopback. It may be killed
 * and started again on the same data.
 */
public final class ClickHouseTestServer implements AutoCloseable {
  /** Whoever may do everything. */
  public static final String USER = "tercet";

  /** Of all users. */
  public static final String PASSWORD = "it's a \"test\" & nothing <else>";

  private static final Duration START = Duration.ofSeconds(60);
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable ClickHouseTestServer shared;

  private final Path folder;
  private final int httpPort = freePort();
  private final int tcpPort = freePort();
  private @Nullable Process process;

  private ClickHouseTestServer(Path folder) {
    this.folder = folder;
  }

  /** The server that all tests of this JVM share, each with databases of its own. */
  public static synchronized ClickHouseTestServer shared() {
    ClickHouseTestServer known = shared;
    if (known == null) {
      try {
        Path folder = Files.createTempDirectory("tercet-clickhouse");
        known = start(folder);
        ClickHouseTestServer started = known;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> started.closeAndDelete()));
        shared = known;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return known;
  }

  /** Starts a server whose data are in {@code folder}. */
  public static ClickHouseTestServer start(Path folder) {
    requireLibrary();
    ClickHouseTestServer server = new ClickHouseTestServer(folder);
    server.start();
    return server;
  }

  /** Where the engine lies; skips the test if it lies nowhere, or fails it in CI. */
  private static Path requireLibrary() {
    String named = System.getenv("TERCET_CLICKHOUSE_LIBRARY");
    Path library =
        named != null
            ? Path.of(named)
            : Path.of(
                System.getProperty("user.home"),
                ".cache/tercet/node_modules/@chdb/lib-linux-x64-gnu/libchdb.so");
    if (!Files.exists(library)) {
      String message =
          "there is no ClickHouse at %s. Install it: npm install --prefix ~/.cache/tercet @chdb/lib-linux-x64-gnu@26.7.3-stable.1"
              .formatted(library);
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      abort(message);
    }
    return library;
  }

  /** Options for a database that does not exist yet. */
  public ClickHouseOptions newDatabase() {
    return options("t" + DATABASES.incrementAndGet(), USER);
  }

  /** Options for a database and a user of users.xml. */
  public ClickHouseOptions options(String database, String user) {
    return new ClickHouseOptions(
        "127.0.0.1", httpPort, false, null, database, user, PASSWORD, Duration.ofSeconds(30));
  }

  /** As the command line names it. */
  public String url(String database) {
    return "clickhouse://%s@127.0.0.1:%d/%s".formatted(USER, httpPort, database);
  }

  /** The process id of the server. */
  public long pid() {
    return Objects.requireNonNull(process).pid();
  }

  /** Starts a server that was stopped or killed, on the same data and ports. */
  public void start() {
    try {
      Files.createDirectories(folder.resolve("data"));
      Files.writeString(folder.resolve("users.xml"), users());
      Files.writeString(folder.resolve("config.xml"), CONFIG.replace("$folder", folder.toString()));
      process =
          new ProcessBuilder(
                  List.of(
                      System.getProperty("java.home") + "/bin/java",
                      "-Xmx32m",
                      "-XX:+UseSerialGC",
                      "-XX:TieredStopAtLevel=1",
                      "--enable-native-access=ALL-UNNAMED",
                      "-cp",
                      System.getProperty("java.class.path"),
                      ClickHouseLauncher.class.getName(),
                      requireLibrary().toString(),
                      "--path=" + folder.resolve("data"),
                      "--config-file=" + folder.resolve("config.xml"),
                      "--http_port=" + httpPort,
                      "--tcp_port=" + tcpPort,
                      "--listen-host=127.0.0.1"))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
              .start();
      awaitPing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills the server as a power cut would. */
  public void kill() {
    await(Objects.requireNonNull(process).destroyForcibly());
  }

  /** Stops the server: it ends with its standard input. */
  @Override
  public void close() {
    Process running = Objects.requireNonNull(process);
    try {
      running.getOutputStream().close();
      if (!running.waitFor(15, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (IOException e) {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }

  private void closeAndDelete() {
    kill();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // The operating system clears its folder of temporary files.
    }
  }

  private void awaitPing() {
    URI ping = URI.create("http://127.0.0.1:" + httpPort + "/ping");
    long deadline = System.nanoTime() + START.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (System.nanoTime() < deadline && Objects.requireNonNull(process).isAlive()) {
        if (answers(client, ping)) {
          return;
        }
        Thread.sleep(30);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("ClickHouse did not start; see " + folder.resolve("log"));
  }

  private static boolean answers(HttpClient client, URI ping) throws InterruptedException {
    try {
      return client
              .send(HttpRequest.newBuilder(ping).build(), HttpResponse.BodyHandlers.ofString())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static void await(Process process) {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The users of the documentation, with a password, and one who may do everything. */
  private static String users() throws IOException {
    String documented = Files.readString(Path.of("../docs/deploy/clickhouse-users.xml"));
    return documented
        .replace("SHA256<", sha256(PASSWORD) + "<")
        .replace("<profiles>", "<quotas><default/></quotas><profiles><default/>")
        .replace("<users>", USERS.formatted(escaped(PASSWORD)));
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static final String CONFIG =
      """
      <clickhouse>
        <users_config>$folder/users.xml</users_config>
        <user_directories><users_xml><path>$folder/users.xml</path></users_xml></user_directories>
        <mark_cache_size>67108864</mark_cache_size>
        <max_server_memory_usage>2000000000</max_server_memory_usage>
      </clickhouse>
      """;

  private static final String USERS =
      """
      <users>
        <default>
          <no_password/><networks><ip>127.0.0.1</ip></networks>
          <profile>default</profile><quota>default</quota>
        </default>
        <tercet>
          <password>%s</password><networks><ip>127.0.0.1</ip></networks>
          <profile>default</profile><quota>default</quota>
        </tercet>
      """;
}
