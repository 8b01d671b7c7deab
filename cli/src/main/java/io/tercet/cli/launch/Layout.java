package io.tercet.cli.launch;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes.Name;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Lays out the folder that the launcher runs: the jars of the class path, in a form that starts
 * fast, and {@code tercet.jar}, which names them in a fixed order.
 *
 * <ul>
 *   <li>DuckDB's jar holds its native library for every platform and unpacks 70 MB at each start.
 *       Here the library of this platform lies beside the jar, where DuckDB looks next.
 *   <li>Classes too old for an AOT cache are brought up to date ({@link ModernClass}).
 * </ul>
 */
public final class Layout {
  private static final String NATIVE_PREFIX = "libduckdb_java.so_";

  private Layout() {}

  /** Lays out this process's class path in the new folder {@code args[0]}. */
  public static void main(String[] args) throws IOException {
    Path lib = Files.createDirectories(Path.of(args[0], "lib"));
    List<Path> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      jars.add(Path.of(entry));
    }
    jars.sort(Comparator.comparing(jar -> jar.getFileName().toString()));
    for (Path jar : jars) {
      layOut(jar, lib);
    }
    writeIndex(jars, lib.resolve("tercet.jar"));
  }

  private static void layOut(Path jar, Path lib) throws IOException {
    try (ZipFile in = new ZipFile(jar.toFile());
        ZipOutputStream out = open(lib.resolve(jar.getFileName()))) {
      ZipEntry nativeLibrary = in.getEntry(nativeLibraryName());
      if (nativeLibrary != null) {
        try (InputStream library = in.getInputStream(nativeLibrary)) {
          Files.copy(library, lib.resolve(nativeLibrary.getName()));
        }
      }
      for (ZipEntry entry : in.stream().toList()) {
        if (nativeLibrary == null || !entry.getName().startsWith(NATIVE_PREFIX)) {
          copy(in, entry, out);
        }
      }
    }
  }

  private static void copy(ZipFile in, ZipEntry entry, ZipOutputStream out) throws IOException {
    byte[] bytes;
    try (InputStream content = in.getInputStream(entry)) {
      bytes = content.readAllBytes();
    }
    if (entry.getName().endsWith(".class")) {
      bytes = ModernClass.of(bytes);
    }
    ZipEntry copy = new ZipEntry(entry.getName());
    copy.setTimeLocal(entry.getTimeLocal());
    out.putNextEntry(copy);
    out.write(bytes);
    out.closeEntry();
  }

  private static ZipOutputStream open(Path jar) throws IOException {
    return new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar), 1 << 16));
  }

  private static void writeIndex(List<Path> jars, Path index) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path jar : jars) {
      names.add(jar.getFileName().toUri().getRawPath().replaceAll(".*/", ""));
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Name.CLASS_PATH, String.join(" ", names));
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(index), manifest)) {
      out.finish();
    }
  }

  /** The name under which DuckDB looks for the native library of this platform. */
  private static String nativeLibraryName() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String osName = os.startsWith("mac") ? "macos" : os.startsWith("windows") ? "windows" : os;
    String archName =
        switch (arch) {
          case "x86_64", "amd64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default -> arch;
        };
    return NATIVE_PREFIX + osName + "_" + archName;
  }
}
