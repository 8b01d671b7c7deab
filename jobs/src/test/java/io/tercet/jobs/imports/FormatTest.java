package io.tercet.jobs.imports;

import static io.tercet.jobs.imports.ImportTester.HEADER;
import static io.tercet.jobs.imports.ImportTester.ROW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.transaction.Transaction;
import io.tercet.jobs.JobStopped;
import io.tercet.jobs.Progress;
import io.tercet.store.duckdb.DuckDbParquetFiles;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
  private static final Transaction EXPECTED =
      new Transaction(
          "t1",
          1_767_323_045_000_000L,
          "u1",
          "transfer",
          "ETH",
          1.5,
          0.01,
          "0xab",
          "0xcd",
          "completed",
          -1);
  private static final String JSON =
      "{\"transaction_id\":\"t1\",\"timestamp\":\"2026-01-02T03:04:05Z\",\"user_id\":\"u1\","
          + "\"transaction_type\":\"transfer\",\"currency\":\"ETH\",\"amount\":1.5,\"fee\":0.01,"
          + "\"from_address\":\"0xAb\",\"to_address\":\"0xcd\",\"status\":\"completed\","
          + "\"label\":{\"deep\":[1]},\"more\":null}";

  @TempDir Path folder;
  private ImportTester tester = new ImportTester(Path.of("."));

  @BeforeEach
  void setUp() {
    tester = new ImportTester(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void delimitersAreFoundInTheHeader(String delimiter) {
    tester.importText((HEADER + "\r\n" + ROW + "\r\n").replace(",", delimiter));
    assertThat(tester.only()).isEqualTo(EXPECTED);
  }

  @Test
  void anyOtherDelimiterIsNamed() {
    tester.with(ImportOptions.DEFAULTS.withDelimiter('^'));
    tester.importText((HEADER + "\n" + ROW).replace(',', '^'));
    assertThat(tester.only()).isEqualTo(EXPECTED);
  }

  @Test
  void byteOrderMarksQuotesBlankLinesAndOldMacLinesAreRead() {
    tester.importText("\uFEFF\n" + quoted(HEADER) + "\n\n" + quoted(ROW) + "\n\n");
    assertThat(tester.only()).isEqualTo(EXPECTED);
    assertThat(tester.importText(HEADER + "\r" + ROW + "\r").duplicates()).isEqualTo(1);
  }

  @Test
  void textOfAnyLanguageIsRead() {
    tester.importRows(ROW.replace("u1", "\"Jörg, \"\"鏈\"\" 😀\""));
    assertThat(tester.only().account()).isEqualTo("Jörg, \"鏈\" 😀");
  }

  @ParameterizedTest
  @CsvSource({"csv, gzip", "csv, zstd", "jsonl, plain", "jsonl, gzip", "jsonl, zstd"})
  void compressionAndFormatAreRecognisedByContent(String format, String compression) {
    String text = format.equals("csv") ? HEADER + "\n" + ROW : JSON + "\n";
    ImportResult result = tester.importBytes(Compressed.by(compression, text));
    assertThat(tester.only()).isEqualTo(EXPECTED);
    assertThat(result.files().getFirst().format().label()).isEqualTo(format);
  }

  @Test
  void concatenatedCompressedFilesAreReadToTheEnd() {
    byte[] first = Compressed.by("gzip", HEADER + "\n" + ROW + "\n");
    byte[] second = Compressed.by("gzip", ROW.replace("t1", "t2") + "\n");
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    assertThat(tester.importBytes(both).imported()).isEqualTo(2);
  }

  @Test
  void aKeyThatOnlyLaterLinesHaveIsRead() {
    String later = JSON.replace("\"t1\"", "\"t2\"").replace("\"more\":null", "\"nonce\":9");
    tester.importText((JSON + "\n").repeat(500) + later + "\n");
    assertThat(tester.store.transactions.get("t2")).extracting("senderNonce").isEqualTo(9L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "gzip", "zstd"})
  void parquetIsReadWithItsOwnTypes(String compression) throws Exception {
    Path file = folder.resolve("a[1].parquet");
    writeParquet(file, 5_000);
    byte[] bytes = Files.readAllBytes(file);
    ImportResult result =
        compression.equals("plain")
            ? tester.run(file.toString())
            : tester.importBytes(Compressed.by(compression, bytes));
    assertThat(result.rejected()).isEqualTo(1);
    assertThat(result.imported()).isEqualTo(4_999);
    assertThat(tester.reason()).contains("column 'amount'").endsWith("got nothing");
    assertThat(tester.store.rejected.getFirst().source().line()).isEqualTo(8);
    assertThat(tester.store.transactions.get("11"))
        .isEqualTo(
            new Transaction(
                "11",
                1_767_323_045_123_456L,
                "u1",
                "transfer",
                "ETH",
                1.1,
                0.01,
                null,
                "0xcd",
                "completed",
                11));
  }

  @Test
  void parquetFromStandardInputIsRead() throws Exception {
    Path file = folder.resolve("b.parquet");
    writeParquet(file, 20);
    assertThat(tester.run(new ByteArrayInputStream(Files.readAllBytes(file)), "-").rows())
        .isEqualTo(20);
  }

  private static void writeParquet(Path file, int rows) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'America/New_York'");
      statement.execute(
          """
          COPY (SELECT i AS transaction_id, CASE i WHEN 7 THEN NULL ELSE i / 10 END AS amount,
            TIMESTAMPTZ '2026-01-02 03:04:05.123456+00' AS timestamp, 'u1' AS user_id,
            'transfer' AS transaction_type, 'ETH' AS currency, 0.01::DECIMAL(9, 2) AS fee,
            NULL::VARCHAR AS from_address, '0xCD' AS to_address, 'completed' AS status,
            i::UBIGINT AS nonce, 1 AS label, [1, 2] AS list
            FROM range(%d) t(i)) TO '%s' (FORMAT parquet)
          """
              .formatted(rows, file));
    }
  }

  @Test
  void severalFilesPatternsAndStandardInputAreReadInOrder() throws Exception {
    write("b.csv", "t2");
    write("a.csv", "t1");
    write("c.txt", "t3");
    Files.createDirectories(folder.resolve("deep/er"));
    write("deep/er/d.csv", "t4");
    byte[] standardInput = (HEADER + "\n" + ROW.replace("t1", "t5") + "\n").getBytes(UTF_8);
    ImportResult result =
        tester.run(
            new ByteArrayInputStream(standardInput),
            folder + "/c.txt",
            folder + "/?.csv",
            "-",
            folder + "/**/*.csv");
    assertThat(tester.store.transactions.keySet()).containsExactly("t3", "t1", "t2", "t5", "t4");
    assertThat(result.files()).hasSize(5).extracting(ImportedFile::rows).containsOnly(1L);
  }

  @Test
  void aFileMayBeCalledLikeAPattern() {
    write("x[1].csv", "t1");
    assertThat(tester.run(folder + "/x[1].csv").imported()).isEqualTo(1);
  }

  @Test
  void aFormatThatIsNamedIsNotGuessed() {
    tester.with(ImportOptions.DEFAULTS.withFormat(FileFormat.CSV));
    tester.importText(
        "{transaction_id,timestamp,user_id,currency,amount\n1,1767323045,u,ETH,1\n"
            .replace("{", ""));
    assertThat(tester.only().id()).isEqualTo("1");
    assertThatThrownBy(() -> FileFormat.ofLabel("xls"))
        .hasMessageContaining("csv, parquet or jsonl");
  }

  @Test
  void anIdSeenBeforeChangesNothing() {
    ImportResult result = tester.importRows(ROW, ROW, ROW.replace("1.5", "9"));
    assertThat(result.duplicates()).isEqualTo(1);
    assertThat(result.rejected()).isEqualTo(1);
    assertThat(tester.only()).isEqualTo(EXPECTED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void theOrderDoesNotDependOnThreads(int threads) {
    StringBuilder rows = new StringBuilder(HEADER).append('\n');
    for (int i = 0; i < 20_000; i++) {
      rows.append(i % 1_000 == 999 ? "bad" : ROW.replace("t1", "t" + i)).append('\n');
    }
    tester.with(ImportOptions.DEFAULTS.withThreads(threads)).importText(rows.toString());
    assertThat(tester.store.transactions).hasSize(19_980);
    assertThat(tester.store.transactions.keySet())
        .extracting(id -> Integer.parseInt(id.substring(1)))
        .isSorted();
    assertThat(tester.store.rejected).extracting(row -> row.source().line()).hasSize(20).isSorted();
  }

  @Test
  void aStopImportsNothing() {
    String file = write("a.csv", "t1").toString();
    ImportJob job = new ImportJob(tester.store, new DuckDbParquetFiles(), ImportOptions.DEFAULTS);
    Progress stop =
        new Progress() {
          @Override
          public void step(String name, long total) {
            assertThat(total).isEqualTo((HEADER + ROW).length() + 2);
          }

          @Override
          public void advance(long done) {}

          @Override
          public boolean stopRequested() {
            return true;
          }
        };
    assertThatThrownBy(() -> job.run(List.of(file), Instant.EPOCH, stop))
        .isInstanceOf(JobStopped.class);
    assertThat(tester.store.transactions).isEmpty();
  }

  private Path write(String name, String id) {
    return tester.write(name, (HEADER + "\n" + ROW.replace("t1", id) + "\n").getBytes(UTF_8));
  }

  private static String quoted(String line) {
    return "\"" + line.replace(",", "\",\"") + "\"";
  }
}
