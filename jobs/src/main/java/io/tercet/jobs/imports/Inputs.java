package io.tercet.jobs.imports;

import io.tercet.jobs.JobException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Resolves what the user named to files, before any of them is read. */
final class Inputs {
  private static final String PATTERN_CHARACTERS = "*?[{";
  private static final int MAX_DEPTH = 32;

  private Inputs() {}

  /**
   * The inputs in the order they were named; the files of a pattern in the order of their paths.
   *
   * @throws JobException if one is missing, is a directory, or matches nothing
   */
  static List<Input> resolve(List<String> names) {
    if (names.isEmpty()) {
      throw new JobException("no file was named. Name files, a pattern, or - for standard input.");
    }
    if (names.stream().filter(Input.STANDARD_INPUT::equals).count() > 1) {
      throw new JobException("standard input (-) can be read once, but was named more often");
    }
    List<Input> inputs = new ArrayList<>();
    for (String name : names) {
      inputs.addAll(resolve(name));
    }
    return inputs;
  }

  private static List<Input> resolve(String name) {
    if (name.equals(Input.STANDARD_INPUT)) {
      return List.of(new Input(name, null));
    }
    Path path = path(name);
    if (Files.isDirectory(path)) {
      throw new JobException(
          "%s is a directory. Name its files, for example '%s'"
              .formatted(name, path.resolve("*.csv")));
    }
    if (Files.exists(path)) {
      return List.of(new Input(name, path));
    }
    if (isPattern(name)) {
      return matches(name);
    }
    throw new JobException(name + " does not exist. Looked for " + path.toAbsolutePath());
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException cause) {
      throw new JobException("'" + name + "' is no name of a file: " + cause.getReason(), cause);
    }
  }

  private static boolean isPattern(String name) {
    return name.chars().anyMatch(c -> PATTERN_CHARACTERS.indexOf(c) >= 0);
  }

  private static List<Input> matches(String pattern) {
    Path base = base(pattern);
    PathMatcher matcher = matcher(pattern);
    try (Stream<Path> files = walk(base, pattern)) {
      List<Input> found =
          files
              .filter(file -> matcher.matches(file) && Files.isRegularFile(file))
              .sorted()
              .map(file -> new Input(file.toString(), file))
              .toList();
      if (found.isEmpty()) {
        throw new JobException(
            "no file matches '%s'. Looked in %s".formatted(pattern, base.toAbsolutePath()));
      }
      return found;
    } catch (IOException | UncheckedIOException cause) {
      throw new JobException(
          "the files of '%s' cannot be listed: %s".formatted(pattern, cause.getMessage()), cause);
    }
  }

  private static PathMatcher matcher(String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException cause) {
      throw new JobException(
          "'%s' is no pattern: %s".formatted(pattern, cause.getDescription()), cause);
    }
  }

  /** The folder above the first part that is a pattern. */
  private static Path base(String pattern) {
    int special = 0;
    while (PATTERN_CHARACTERS.indexOf(pattern.charAt(special)) < 0) {
      special++;
    }
    int slash = pattern.lastIndexOf('/', special);
    return Path.of(slash < 0 ? "" : slash == 0 ? "/" : pattern.substring(0, slash));
  }

  private static Stream<Path> walk(Path base, String pattern) throws IOException {
    if (!Files.isDirectory(base)) {
      return Stream.of();
    }
    Path rest = base.toString().isEmpty() ? path(pattern) : base.relativize(path(pattern));
    int depth = pattern.contains("**") ? MAX_DEPTH : rest.getNameCount();
    return Files.walk(base, depth, FileVisitOption.FOLLOW_LINKS);
  }
}
