package io.tercet.benchmarks.quality;

import io.tercet.core.ensemble.EnsembleOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Where figures come from, in one line: what another person needs to get the same. */
final class Provenance {
  private Provenance() {}

  /**
   * The line.
   *
   * @param command that gave the figures
   * @param rows of the set
   */
  static String line(String command, EnsembleOptions options, long seed, long rows)
      throws IOException {
    return "`%s` at commit %s, options %s, seed %d, %,d rows."
        .formatted(command, commit(), digest(options), seed, rows);
  }

  /** Eight hexadecimal digits that change with any option. */
  static String digest(EnsembleOptions options) {
    List<Object> parts =
        List.of(
            options.features(),
            options.forest(),
            options.autoencoder(),
            options.typologies(),
            options.rules().all(),
            options.weights(),
            options.thresholds(),
            options.learnShare(),
            options.calibrationShare(),
            options.rollingWindow());
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256")
              .digest(parts.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** The commit, and whether what is measured differs from it; the document itself may. */
  private static String commit() throws IOException {
    String name = git("rev-parse", "--short=8", "HEAD");
    boolean changed = !git("status", "--porcelain", "--", ".", ":!docs").isEmpty();
    return (name.isEmpty() ? "unknown" : name) + (changed ? " with changes" : "");
  }

  private static String git(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
