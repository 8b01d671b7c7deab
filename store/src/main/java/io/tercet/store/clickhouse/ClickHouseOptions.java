package io.tercet.store.clickhouse;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a database of a ClickHouse server, by its HTTP interface.
 *
 * @param tls whether the connection is encrypted
 * @param certificate PEM file of the authority that signed the server's certificate; null for those
 *     that Java trusts
 * @param password never shown
 * @param patience how long to go on trying when the server cannot be reached or is overloaded
 */
public record ClickHouseOptions(
    String host,
    int port,
    boolean tls,
    @Nullable Path certificate,
    String database,
    String user,
    String password,
    Duration patience) {
  private static final Pattern DATABASE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int HTTP = 8123;
  private static final int HTTPS = 8443;

  public ClickHouseOptions {
    if (!DATABASE.matcher(database).matches()) {
      throw new IllegalArgumentException(
          "a database's name must be 1 to 64 letters, digits or '_', got '%s'".formatted(database));
    }
    if (patience.isNegative()) {
      throw new IllegalArgumentException("patience must be ≥ 0, got " + patience);
    }
  }

  /**
   * Reads {@code clickhouse://user@host:port/database?tls=true&ca=FILE}. Without a port it is 8123,
   * or 8443 with TLS; without a user {@code default}.
   *
   * @throws IllegalArgumentException if it is anything else, or holds a password
   */
  public static ClickHouseOptions of(String url, String password) {
    URI uri = parse(url);
    String user = uri.getUserInfo() == null ? "default" : uri.getUserInfo();
    if (user.contains(":")) {
      throw new IllegalArgumentException(
          "a store's URL must hold no password, for URLs end up in logs and lists of processes. Set TERCET_CLICKHOUSE_PASSWORD or TERCET_CLICKHOUSE_PASSWORD_FILE");
    }
    if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
      throw new IllegalArgumentException(
          "store '%s' names no host or no database. Use clickhouse://user@host:port/database"
              .formatted(url));
    }
    boolean tls = Boolean.parseBoolean(parameter(uri, "tls", "false"));
    String ca = parameter(uri, "ca", "");
    return new ClickHouseOptions(
        uri.getHost(),
        uri.getPort() > 0 ? uri.getPort() : tls ? HTTPS : HTTP,
        tls,
        ca.isEmpty() ? null : Path.of(ca),
        uri.getPath().substring(1),
        user,
        password,
        PATIENCE);
  }

  /** The same with another patience. */
  public ClickHouseOptions withPatience(Duration other) {
    return new ClickHouseOptions(host, port, tls, certificate, database, user, password, other);
  }

  /** As messages show it; without the password. */
  public String name() {
    return "clickhouse://%s@%s:%d/%s".formatted(user, host, port, database);
  }

  String endpoint() {
    return "%s://%s:%d".formatted(tls ? "https" : "http", host, port);
  }

  @Override
  public String toString() {
    return name();
  }

  private static URI parse(String url) {
    try {
      URI uri = new URI(url);
      String query = uri.getQuery() == null ? "" : uri.getQuery();
      for (String parameter : query.isEmpty() ? new String[0] : query.split("&", -1)) {
        if (!parameter.startsWith("ca=") && !parameter.matches("tls=(true|false)")) {
          throw new IllegalArgumentException(
              "store '%s': unknown parameter '%s'. Known: tls=true, tls=false, ca=FILE"
                  .formatted(url, parameter));
        }
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "store '%s' is no URL: %s. Use clickhouse://user@host:port/database"
              .formatted(url, e.getReason()),
          e);
    }
  }

  private static String parameter(URI uri, String name, String otherwise) {
    String query = uri.getQuery() == null ? "" : uri.getQuery();
    return Arrays.stream(query.split("&", -1))
        .filter(parameter -> parameter.startsWith(name + "="))
        .map(parameter -> parameter.substring(name.length() + 1))
        .findFirst()
        .orElse(otherwise);
  }
}
