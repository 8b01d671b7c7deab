package io.tercet.jobs;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.tercet.jobs.compression.Compression;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens files of labels: CSV, plain, gzip or zstd. */
final class LabelFiles {
  private LabelFiles() {}

  /**
   * Reads labels.
   *
   * @throws JobException if there are none, or a line is not understood
   */
  static Labels read(Path file) {
    try (InputStream content = Compression.open(file.toString(), Files.newInputStream(file));
        CsvReader<LabelRecords> csv =
            CsvReader.builder()
                .detectBomHeader(true)
                // Rows are held against the header where their line can be named.
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(new LabelRecords(), content)) {
      return Labels.read(csv, file.toString());
    } catch (NoSuchFileException e) {
      throw new JobException("there is no file " + file, e);
    } catch (IOException | UncheckedIOException e) {
      throw new JobException("cannot read " + file + ": " + e.getMessage(), e);
    } catch (CsvParseException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new JobException(
          "%s is not CSV as labels need it: %s".formatted(file, cause.getMessage()), e);
    }
  }
}
