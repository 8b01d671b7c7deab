package io.tercet.cli.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Names of files as people give them. */
final class FileNames {
  private FileNames() {}

  static List<Path> paths(List<String> names) {
    return names.stream().map(FileNames::path).toList();
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new UsageException("'" + name + "' cannot be the name of a file");
    }
  }
}
