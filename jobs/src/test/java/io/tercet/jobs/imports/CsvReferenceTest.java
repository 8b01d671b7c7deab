package io.tercet.jobs.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The splitting of well-formed CSV, against FastCSV's. */
class CsvReferenceTest {
  private static final String[] PIECES = {
    "a", "0", " ", "\"", "\"\"", "\n", "\r\n", ",", ";", "é", "链", "😀", "x y", "'", "\t", "|"
  };

  @Test
  void cellsAreThoseThatFastCsvReads() throws IOException {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      char delimiter = ",;\t|".charAt(random.nextInt(4));
      String text = randomTable(random, delimiter);
      assertThat(ours(text, delimiter))
          .as("seed %d: %s", seed, text)
          .isEqualTo(fastCsv(text, delimiter));
    }
  }

  private static String randomTable(Random random, char delimiter) {
    StringBuilder table = new StringBuilder();
    int columns = 2 + random.nextInt(5);
    String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
    for (int row = 0; row < 1 + random.nextInt(20); row++) {
      for (int column = 0; column < columns; column++) {
        table.append(column == 0 ? "" : delimiter).append(randomCell(random, delimiter));
      }
      table.append(lineEnd);
    }
    return table.toString();
  }

  private static String randomCell(Random random, char delimiter) {
    StringBuilder cell = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      cell.append(PIECES[random.nextInt(PIECES.length)]);
    }
    String text = cell.toString();
    boolean plain = text.chars().noneMatch(c -> c == delimiter || "\"\r\n".indexOf(c) >= 0);
    return plain && random.nextBoolean() ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  private static List<List<String>> ours(String text, char delimiter) throws IOException {
    RecordSplitter splitter =
        RecordSplitter.quoted(
            new ByteArrayInputStream(text.getBytes(UTF_8)), delimiter, '\n', 1 << 20);
    List<List<String>> rows = new ArrayList<>();
    for (Records records = splitter.next(); records != null; records = splitter.next()) {
      for (int i = 0; i < records.size(); i++) {
        Row row = new Row(10);
        int cells =
            CsvCells.split(records.bytes, records.start(i), records.end(i), (byte) delimiter, row);
        List<String> texts = new ArrayList<>();
        for (int cell = 0; cell < cells; cell++) {
          texts.add(row.text(cell));
        }
        rows.add(texts);
      }
    }
    return rows;
  }

  /** Blanks around a cell never count for us. */
  private static List<List<String>> fastCsv(String text, char delimiter) throws IOException {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder().fieldSeparator(delimiter).skipEmptyLines(true).ofCsvRecord(text)) {
      return reader.stream()
          .map(record -> record.getFields().stream().map(CsvReferenceTest::trim).toList())
          .toList();
    }
  }

  private static String trim(String text) {
    return text.replaceAll("\\A[ \t]+|[ \t]+\\z", "");
  }
}
