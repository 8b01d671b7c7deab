package io.tercet.jobs;

import de.siegmar.fastcsv.reader.CsvReader;
import io.tercet.jobs.imports.Compression;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens files of labels: CSV, plain, gzip or zstd. */
final class LabelFiles {
  private LabelFiles() {}

  static Labels read(Path file) {
    try {
      var text =
          new InputStreamReader(
              Compression.open(file.toString(), Files.newInputStream(file)),
              StandardCharsets.UTF_8);
      return Labels.read(CsvReader.builder().ofNamedCsvRecord(text), file.toString());
    } catch (NoSuchFileException e) {
      throw new JobException("there is no file " + file, e);
    } catch (IOException e) {
      throw new JobException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
