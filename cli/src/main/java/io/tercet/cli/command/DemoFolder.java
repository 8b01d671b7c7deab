package io.tercet.cli.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a demo keeps its files: a folder of its own, made anew, so that nothing is overwritten.
 *
 * @param folder which exists
 */
record DemoFolder(Path folder) {
  private static final String NAME = "tercet-demo";
  private static final int MOST = 99;

  /** Makes {@code wanted}, or the first of {@code tercet-demo}, {@code tercet-demo-2} … */
  static DemoFolder create(@Nullable Path wanted) throws IOException {
    if (wanted == null) {
      return new DemoFolder(firstFree());
    }
    try {
      return new DemoFolder(Files.createDirectory(wanted));
    } catch (FileAlreadyExistsException e) {
      throw new UsageException(
          "--folder " + wanted + " exists already; the demo wants a new one, to overwrite nothing");
    }
  }

  private static Path firstFree() throws IOException {
    for (int number = 1; number <= MOST; number++) {
      try {
        return Files.createDirectory(Path.of(number == 1 ? NAME : NAME + "-" + number));
      } catch (FileAlreadyExistsException e) {
        // Somebody's; the next number may be free.
        continue;
      } catch (AccessDeniedException e) {
        return Files.createTempDirectory(NAME + "-");
      }
    }
    throw new UsageException(
        "there are %d demo folders here already. Remove some: rm -r %s*".formatted(MOST, NAME));
  }

  /** The labelled traffic. */
  Path traffic() {
    return folder.resolve("transactions.csv");
  }

  /** The demo's own store. */
  String storeUrl() {
    return "duckdb:" + folder.resolve("tercet.duckdb");
  }
}
