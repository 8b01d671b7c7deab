package io.tercet.cli.command;

import io.tercet.cli.config.Keys;
import io.tercet.cli.config.SettingsLoader;
import io.tercet.jobs.RunLog;
import io.tercet.jobs.StoredRunLog;
import io.tercet.store.metadata.MetadataStore;
import io.tercet.store.metadata.jdbc.JdbcMetadataStore;
import io.tercet.store.metadata.jdbc.MetadataAddress;
import io.tercet.store.metadata.jdbc.MetadataOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The composition root of metadata. Nothing of its libraries is loaded, and no file is touched, by
 * a command that has no metadata.
 */
final class Metadata {
  static final String NONE = "none";

  private static final String AUTO = "auto";
  private static final String BESIDE = ".metadata";
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private Metadata() {}

  /** Where metadata is; empty if none is configured, and none lies beside the store. */
  static Optional<String> address(Session session) {
    String url = session.settings().get(Keys.METADATA);
    return switch (url) {
      case NONE -> Optional.empty();
      case AUTO ->
          besideStore(session).filter(folder -> Files.exists(Path.of(folder))).map(Metadata::h2);
      default -> Optional.of(url);
    };
  }

  /** Where metadata is or would be made. */
  static String addressToMake(Session session) {
    String url = session.settings().get(Keys.METADATA);
    Optional<String> address =
        url.equals(AUTO) ? besideStore(session).map(Metadata::h2) : address(session);
    return address.orElseThrow(Metadata::notConfigured);
  }

  private static Optional<String> besideStore(Session session) {
    String prefix = "duckdb:";
    String store = session.settings().get(Keys.STORE);
    return store.startsWith(prefix) && store.length() > prefix.length()
        ? Optional.of(store.substring(prefix.length()) + BESIDE)
        : Optional.empty();
  }

  private static String h2(String folder) {
    return "h2:" + folder;
  }

  private static UsageException notConfigured() {
    return new UsageException(
        "no metadata is configured. Make some beside the store with '%s metadata init', or name some with --metadata: %s"
            .formatted(Environment.PROGRAM, MetadataAddress.FORMS));
  }

  /** Opens the metadata, which must be configured. */
  static MetadataStore open(Session session) {
    String url = address(session).orElseThrow(Metadata::notConfigured);
    return JdbcMetadataStore.open(options(session, url));
  }

  /** How the metadata at {@code url} is opened. */
  static MetadataOptions options(Session session, String url) {
    SettingsLoader secrets = new SettingsLoader(session.environment().variables());
    MetadataAddress address = UsageException.options(() -> MetadataAddress.parse(url));
    return MetadataOptions.of(
        address, secrets.secret(SettingsLoader.METADATA_PASSWORD).orElse(null));
  }

  /** Records runs in the metadata, which must be configured. */
  static RunLog runLog(Session session) {
    return storedRunLog(session);
  }

  /** The same, which can also tell the abandoned ones. */
  static StoredRunLog storedRunLog(Session session) {
    return new StoredRunLog(
        session.metadata().runs(),
        StoredRunLog.thisProcess(hostName()),
        session.environment().clock(),
        Failures::line,
        session::warn);
  }

  private static String hostName() {
    try {
      return Files.exists(HOST_NAME)
          ? Files.readString(HOST_NAME).strip()
          : InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "localhost";
    }
  }
}
