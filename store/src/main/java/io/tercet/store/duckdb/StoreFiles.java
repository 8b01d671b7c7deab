package io.tercet.store.duckdb;

import io.tercet.store.DetectionStore.CheckpointWriter;
import io.tercet.store.StoreException;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder beside the database file. A file appears there whole or not at all, and counts only
 * once the database names it with its SHA-256.
 */
final class StoreFiles {
  private static final String PARTIAL = ".partial";
  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final String name;

  /** The files beside {@code database}, the store called {@code name}. */
  StoreFiles(Path database, String name) {
    folder = Path.of(database + ".files");
    this.name = name;
  }

  /**
   * Writes a file: aside, to the disk, then under its name.
   *
   * @return the SHA-256 of its content, hexadecimal
   */
  String write(String file, CheckpointWriter content) {
    Path target = folder.resolve(file);
    Path directory = Objects.requireNonNull(target.getParent());
    Path partial = Path.of(target + PARTIAL);
    try {
      Files.createDirectories(directory);
      String sha256 = writeAside(partial, content);
      Files.move(
          partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(directory);
      return sha256;
    } catch (IOException e) {
      deleteIfPresent(partial);
      throw DuckDbErrors.translate(name, e);
    }
  }

  /** Whether the file is there with exactly the content that it was written with. */
  boolean isWhole(String file, String sha256) {
    try (InputStream in = open(file)) {
      MessageDigest digest = sha256();
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return hex(digest).equals(sha256);
    } catch (IOException e) {
      return false;
    }
  }

  InputStream open(String file) throws IOException {
    return Files.newInputStream(folder.resolve(file));
  }

  /** The content of a file that must be there and whole. */
  byte[] read(String file, String sha256) {
    try {
      byte[] content = Files.readAllBytes(folder.resolve(file));
      if (!hex(sha256().digest(content)).equals(sha256)) {
        throw new StoreException(
            "file %s of store %s was changed: its SHA-256 is not the recorded one. Restore it from a backup, or train again."
                .formatted(folder.resolve(file), name));
      }
      return content;
    } catch (IOException e) {
      throw new StoreException(
          "file %s of store %s cannot be read. Restore it from a backup, or train again."
              .formatted(folder.resolve(file), name),
          e);
    }
  }

  boolean exists(String file) {
    return Files.exists(folder.resolve(file));
  }

  /** Deletes what a process that died has left in {@code subfolder}, and all that is not named. */
  void deleteOthers(String subfolder, Set<String> named) {
    Path directory = folder.resolve(subfolder);
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      files
          .filter(file -> !named.contains(subfolder + "/" + file.getFileName()))
          .forEach(StoreFiles::deleteIfPresent);
    } catch (IOException e) {
      throw DuckDbErrors.translate(name, e);
    }
  }

  /** Bytes of all files in the folder. */
  long bytes() {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw DuckDbErrors.translate(name, e);
    }
  }

  private static String writeAside(Path partial, CheckpointWriter content) throws IOException {
    try (FileOutputStream file = new FileOutputStream(partial.toFile())) {
      DigestOutputStream digested = new DigestOutputStream(file, sha256());
      OutputStream out = new BufferedOutputStream(digested, BUFFER);
      content.write(out);
      out.flush();
      file.getFD().sync();
      return hex(digested.getMessageDigest());
    }
  }

  /** Without this a crash of the machine may forget the file's name. */
  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void deleteIfPresent(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It counts for nothing; the next opening tries again.
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static String hex(MessageDigest digest) {
    return hex(digest.digest());
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}
