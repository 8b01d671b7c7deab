package io.tercet.jobs.sanctions;

import io.tercet.core.sanctions.AddressKeys;
import io.tercet.core.sanctions.Sanctions;
import io.tercet.core.sanctions.SanctionsList;
import io.tercet.jobs.JobException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads lists of sanctioned addresses: one address a line; empty lines and what follows a {@code #}
 * are left out. Strict: a line that is no address stops the reading, because an address that is
 * overlooked is worse than a list that is refused.
 */
public final class SanctionsFiles {
  private static final long MAX_BYTES = 256 << 20;
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:_.+/=-]{7,127}");
  private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]+");

  private SanctionsFiles() {}

  /**
   * The lists of these files, each named as its file.
   *
   * @throws JobException if one cannot be read, holds no address, or a line is none; says where
   */
  public static Sanctions read(List<Path> files) {
    return new Sanctions(files.stream().map(SanctionsFiles::read).toList());
  }

  private static SanctionsList read(Path file) {
    String name = String.valueOf(file.getFileName());
    byte[] bytes = bytes(file);
    List<String> addresses = addresses(name, new String(bytes, StandardCharsets.UTF_8));
    if (addresses.isEmpty()) {
      throw new JobException("the list of sanctions " + file + " holds no address");
    }
    return new SanctionsList(name, sha256(bytes), AddressKeys.of(addresses));
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new JobException(file + " is over 256 MB; that is no list of sanctions");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new JobException("the list of sanctions " + file + " does not exist", e);
    } catch (IOException e) {
      throw new JobException("cannot read the list of sanctions " + file + ": " + e, e);
    }
  }

  private static List<String> addresses(String name, String text) {
    List<String> addresses = new ArrayList<>();
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      int comment = line.indexOf('#');
      String address = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (!address.isEmpty()) {
        requireAddress(name, number, address);
        addresses.add(address);
      }
    }
    return addresses;
  }

  private static void requireAddress(String name, int line, String address) {
    boolean hexadecimal = address.startsWith("0x") || address.startsWith("0X");
    if (!ADDRESS.matcher(address).matches()
        || (hexadecimal && !HEXADECIMAL.matcher(address).matches())) {
      String shown = address.length() > 60 ? address.substring(0, 60) + "…" : address;
      throw new JobException(
          "%s line %d: '%s' is no address. A list has one a line, 8 to 128 letters and digits, and comments after #."
              .formatted(name, line, shown));
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
