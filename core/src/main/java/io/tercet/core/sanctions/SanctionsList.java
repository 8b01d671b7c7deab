package io.tercet.core.sanctions;

/**
 * A list of sanctioned addresses.
 *
 * @param name for people, such as its file's
 * @param sha256 of its content, 64 hexadecimal digits: which edition it is
 * @param addresses on it
 */
public record SanctionsList(String name, String sha256, AddressKeys addresses) {
  public SanctionsList {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a list of sanctions needs a name");
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "sha256 of '%s' must be 64 hexadecimal digits, got '%s'".formatted(name, sha256));
    }
  }
}
