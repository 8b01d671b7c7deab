package io.tercet.server.security;

import io.tercet.store.metadata.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Tokens in a file: a line each with name, role, time and SHA-256. The file is replaced as a whole,
 * and only its owner may read it.
 */
public final class FileTokens implements Tokens {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String PREFIX = "tct_";
  private static final int RANDOM_BYTES = 32;
  private static final int MIN_LENGTH = 32;
  private static final int MAX_LENGTH = 256;
  private static final int MAX_TOKENS = 10_000;

  private final Path file;
  private final SecureRandom random = new SecureRandom();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Principal> byHash = new ConcurrentHashMap<>();

  private record Entry(TokenInfo info, String sha256) {
    String line() {
      return "%s %s %s %s".formatted(info.name(), info.role().text(), info.createdAt(), sha256);
    }
  }

  /**
   * Reads the file; there are no tokens if there is no file.
   *
   * @throws IllegalArgumentException if a line is not a token's
   */
  public FileTokens(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      try {
        Files.readAllLines(file).forEach(this::read);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void read(String line) {
    String[] words = line.strip().split(" ", -1);
    try {
      Role role = Role.of(words[1]).orElseThrow();
      add(new Entry(new TokenInfo(words[0], role, Instant.parse(words[2])), words[3]));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "%s has a line that is not a token's (name role time sha256), line %d"
              .formatted(file, entries.size() + 1),
          e);
    }
  }

  private void add(Entry entry) {
    entries.add(entry);
    byHash.put(entry.sha256, new Principal(entry.info.name(), entry.info.role()));
  }

  /** Whether nobody could give tokens. */
  public synchronized boolean hasNoAdministrator() {
    return entries.stream().noneMatch(entry -> entry.info.role() == Role.ADMINISTRATOR);
  }

  /**
   * Takes a token that somebody else made, for the first administrator.
   *
   * @throws IllegalArgumentException if it is too short to be safe
   */
  public synchronized void accept(String name, Role role, String token, Instant now) {
    if (token.length() < MIN_LENGTH || token.length() > MAX_LENGTH || token.contains(" ")) {
      throw new IllegalArgumentException(
          "a token must have %d to %d characters and no blank, got %d. Make one: openssl rand -hex 32"
              .formatted(MIN_LENGTH, MAX_LENGTH, token.length()));
    }
    requireFree(name);
    add(new Entry(new TokenInfo(name, role, now), sha256(token)));
    write();
  }

  @Override
  public Optional<Principal> authenticate(String token) {
    return token.length() > MAX_LENGTH
        ? Optional.empty()
        : Optional.ofNullable(byHash.get(sha256(token)));
  }

  @Override
  public synchronized List<TokenInfo> list() {
    return entries.stream().map(Entry::info).toList();
  }

  @Override
  public synchronized String create(String name, Role role, Instant now) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    accept(name, role, token, now);
    return token;
  }

  private void requireFree(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of a token must have 1 to 64 letters, digits, dots, dashes or underscores");
    }
    if (entries.stream().anyMatch(entry -> entry.info.name().equals(name))) {
      throw new IllegalArgumentException("a token is called '%s' already".formatted(name));
    }
    if (entries.size() >= MAX_TOKENS) {
      throw new IllegalArgumentException("there are %d tokens already".formatted(MAX_TOKENS));
    }
  }

  @Override
  public synchronized boolean revoke(String name) {
    Optional<Entry> found =
        entries.stream().filter(entry -> entry.info.name().equals(name)).findFirst();
    if (found.isEmpty()) {
      return false;
    }
    Entry entry = found.get();
    entries.remove(entry);
    if (entry.info.role() == Role.ADMINISTRATOR && hasNoAdministrator()) {
      entries.add(entry);
      throw new IllegalArgumentException(
          "'%s' is the last administrator. Give another one a token first.".formatted(name));
    }
    byHash.remove(entry.sha256);
    write();
    return true;
  }

  private void write() {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(temporary);
      Files.createFile(
          temporary,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(temporary, entries.stream().map(Entry::line).toList());
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new IllegalStateException("the tokens cannot be written to " + file + ": " + e, e);
    }
  }

  private static String sha256(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
