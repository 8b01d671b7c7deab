package io.tercet.core.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a file in which the digits of the digest itself count as zeros. */
final class Digest {
  /** What stands in the file while its digest is computed. */
  static final String BLANK = "0".repeat(64);

  private Digest() {}

  /** The 64 lower-case digits that belong at {@code at}, where there is room for them. */
  static byte[] of(byte[] file, int at) {
    MessageDigest sha256 = sha256();
    sha256.update(file, 0, at);
    sha256.update(BLANK.getBytes(StandardCharsets.US_ASCII));
    int rest = at + BLANK.length();
    sha256.update(file, rest, file.length - rest);
    return HexFormat.of().formatHex(sha256.digest()).getBytes(StandardCharsets.US_ASCII);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
