package io.tercet.benchmarks.adbench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A labelled set: arrays {@code X} of shape (rows, columns) and {@code y} of shape (rows), zipped
 * as {@code .npz}.
 *
 * @param name the file's, without its ending
 * @param columns feature-major: {@code columns[f][row]}
 * @param anomalous one label a row
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record AnomalySet(String name, float[][] columns, boolean[] anomalous) {

  /** Reads a set from {@code file}. */
  static AnomalySet read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.npz$", "");
    try (ZipFile zip = new ZipFile(file.toFile())) {
      NpyArray rows = array(zip, "X");
      NpyArray labels = array(zip, "y");
      if (rows.shape().length != 2 || labels.values().length != rows.shape()[0]) {
        throw new IOException(file + ": X must have two dimensions, and y a value for each row");
      }
      return new AnomalySet(name, columns(rows), anomalous(labels.values()));
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** How many rows there are. */
  int rows() {
    return anomalous.length;
  }

  private static NpyArray array(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name + ".npy");
    if (entry == null) {
      throw new IOException("no array '" + name + "'");
    }
    try (var in = zip.getInputStream(entry)) {
      return NpyArray.of(in.readAllBytes());
    }
  }

  private static float[][] columns(NpyArray rows) {
    int width = rows.shape()[1];
    float[][] columns = new float[width][rows.shape()[0]];
    for (int i = 0; i < rows.values().length; i++) {
      columns[i % width][i / width] = (float) rows.values()[i];
    }
    return columns;
  }

  private static boolean[] anomalous(double[] labels) {
    boolean[] anomalous = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      anomalous[i] = labels[i] != 0;
    }
    return anomalous;
  }
}
