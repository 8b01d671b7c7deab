package io.tercet.store.metadata;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The secret of an API token: {@code tercet_} and 256 random bits. Since nobody can guess it, a
 * plain SHA-256 protects it at rest, and can be looked up.
 */
public final class Secret {
  private static final String PREFIX = "tercet_";
  private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /**
   * A new secret.
   *
   * @param random must be cryptographically strong, such as {@link java.security.SecureRandom}
   */
  public static Secret generate(RandomGenerator random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Whether a text may be a secret. */
  public static boolean isPlausible(String text) {
    return FORM.matcher(text).matches();
  }

  /** The SHA-256 of a secret, 64 hexadecimal digits. */
  public static String hash(String text) {
    return HexFormat.of().formatHex(AuditHash.sha256(text.getBytes(US_ASCII)));
  }

  /** The secret itself, to be shown once. */
  public String reveal() {
    return text;
  }

  /** What is kept of it. */
  public String hash() {
    return hash(text);
  }

  /** Does not reveal it. */
  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
