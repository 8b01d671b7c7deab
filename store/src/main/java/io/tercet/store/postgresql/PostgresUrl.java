package io.tercet.store.postgresql;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a PostgreSQL database is: {@code postgresql://user@host:port/database?sslmode=verify-full}.
 * What stands behind the question mark is handed to the driver as it is, TLS among it.
 *
 * @param user who connects; null for the driver's own choice, the user of the operating system
 * @param hosts {@code host[:port]}, several with commas between them
 * @param database its name
 * @param parameters of the driver, {@code name=value} with & between them; empty for none
 */
public record PostgresUrl(@Nullable String user, String hosts, String database, String parameters) {
  private static final Pattern FORM =
      Pattern.compile("postgres(?:ql)?://(?:([^@/?]*)@)?([^@/?]+)/([^/?]+)(?:\\?(.*))?");
  private static final Set<String> SECRETS = Set.of("password", "sslpassword");

  public PostgresUrl {
    for (String parameter : parameters.split("&", -1)) {
      String name = parameter.replaceFirst("=.*", "").toLowerCase(Locale.ROOT);
      if (SECRETS.contains(name)) {
        throw secret(hosts, database);
      }
    }
  }

  /** Whether {@code url} names a PostgreSQL database, rightly or not. */
  public static boolean isMeant(String url) {
    return url.startsWith("postgresql:") || url.startsWith("postgres:");
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if it has another form, or a password in it; the message does
   *     not repeat what may be a secret
   */
  public static PostgresUrl parse(String url) {
    Matcher parts = FORM.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "an address of PostgreSQL must be postgresql://USER@HOST:PORT/DATABASE?PARAMETERS, without '@', '/' or '?' in a part; got another form");
    }
    String user = parts.group(1);
    if (user != null && user.indexOf(':') >= 0) {
      throw secret(parts.group(2), parts.group(3));
    }
    String parameters = parts.group(4);
    return new PostgresUrl(
        user == null || user.isEmpty() ? null : URLDecoder.decode(user, StandardCharsets.UTF_8),
        parts.group(2),
        parts.group(3),
        parameters == null ? "" : parameters);
  }

  private static IllegalArgumentException secret(String hosts, String database) {
    return new IllegalArgumentException(
        "the address of %s/%s holds a password, which other users of the machine could see. Leave it out, and give it by environment variable or file."
            .formatted(hosts, database));
  }

  /** A source of connections. */
  public PGSimpleDataSource dataSource(@Nullable String password) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(
        "jdbc:postgresql://%s/%s?ApplicationName=tercet&tcpKeepAlive=true%s"
            .formatted(hosts, database, parameters.isEmpty() ? "" : "&" + parameters));
    if (user != null) {
      source.setUser(user);
    }
    if (password != null) {
      source.setPassword(password);
    }
    return source;
  }

  /** For messages: without parameters. */
  @Override
  public String toString() {
    return "postgresql://%s%s/%s".formatted(user == null ? "" : user + "@", hosts, database);
  }
}
