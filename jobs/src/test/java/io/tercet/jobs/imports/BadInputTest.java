package io.tercet.jobs.imports;

import static io.tercet.jobs.imports.ImportTester.HEADER;
import static io.tercet.jobs.imports.ImportTester.ROW;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.jobs.JobException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
  @TempDir Path folder;
  private ImportTester tester = new ImportTester(Path.of("."));

  @BeforeEach
  void setUp() {
    tester = new ImportTester(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "\uFEFF"})
  void anEmptyFileFails(String content) {
    assertFails(content).hasMessageContaining("is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n\r\n"})
  void aHeaderAloneFails(String lineEnd) {
    assertFails(HEADER + lineEnd).hasMessageEndingWith("has a header but no rows");
  }

  @Test
  void aHeaderOfOneColumnNamesTheDelimiters() {
    assertFails(HEADER.replace(',', ':') + "\n" + ROW)
        .hasMessageContaining("its header is one column, 'transaction_id:timestamp:")
        .hasMessageContaining("--delimiter");
  }

  @Test
  void aDelimiterThatTheHeaderDoesNotHaveFails() {
    tester.with(ImportOptions.DEFAULTS.withDelimiter(';'));
    assertFails(HEADER + "\n" + ROW).hasMessageContaining("not by ';'");
  }

  @Test
  void unknownColumnsAreListedWithTheMapToWrite() {
    assertFails("id,when,who,value,asset\n1,2026-01-01,u,5,ETH\n")
        .hasMessageContaining("no column for transaction_id, timestamp, currency, amount")
        .hasMessageContaining("Its columns: id, when, who, value, asset.")
        .hasMessageContaining("--map transaction_id=id --map timestamp=COLUMN")
        .hasMessageContaining("--map currency=asset --map amount=value");
  }

  @Test
  void aProposalIsQuotedForTheShell() {
    assertFails("transaction_id,timestamp,user_id,currency,Value ($)\n1,2026-01-01,u,ETH,5\n")
        .hasMessageEndingWith("--map 'amount=Value ($)'");
  }

  @Test
  void anUnknownColumnInTheMapNamesTheNearest() {
    tester.with(ImportOptions.DEFAULTS.withMap(Map.of("amount", "valeu")));
    assertFails("transaction_id,timestamp,user_id,currency,value\n1,2026-01-01,u,ETH,5\n")
        .hasMessageContaining("has no column 'valeu'")
        .hasMessageEndingWith("Maybe 'value'?");
  }

  @Test
  void anUnknownFieldInTheMapNamesTheNearest() {
    assertThatThrownBy(() -> ImportOptions.DEFAULTS.withMap(Map.of("tiemstamp", "when")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--map has no field 'tiemstamp'")
        .hasMessageEndingWith("Maybe 'timestamp'?");
  }

  @Test
  void aColumnThatIsThereTwiceFails() {
    assertFails(HEADER.replace("fee", "amount") + "\n" + ROW)
        .hasMessageContaining("column 'amount' is there 2 times (columns 6 and 7)");
  }

  @Test
  void missingFilesDirectoriesAndPatternsWithoutMatchFail() {
    assertThatThrownBy(() -> tester.run(folder.resolve("none.csv").toString()))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("none.csv does not exist");
    assertThatThrownBy(() -> tester.run(folder.toString()))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("is a directory. Name its files");
    assertThatThrownBy(() -> tester.run(folder + "/*.csv"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("no file matches");
    assertThatThrownBy(tester::run).isInstanceOf(JobException.class);
    assertThat(tester.store.imports).isZero();
  }

  @Test
  void standardInputIsReadOnce() {
    assertThatThrownBy(() -> tester.run("-", "-"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("can be read once");
  }

  @Test
  void binaryFilesAndOtherArchivesFail() {
    byte[] noise = new byte[5_000];
    new Random(1).nextBytes(noise);
    assertThatThrownBy(() -> tester.importBytes(noise))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("not text in UTF-8");
    assertFails("PK\u0003\u0004...").hasMessageContaining("is a zip archive or a spreadsheet");
    assertThatThrownBy(() -> tester.importBytes((HEADER + "\n" + ROW).getBytes(UTF_16)))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("UTF-16");
    assertFails("[{\"a\":1}]").hasMessageContaining("is one JSON list");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void brokenCompressionImportsNothing(String kind) {
    String rows = HEADER + "\n" + (ROW + "\n").repeat(50_000);
    byte[] whole = Compressed.by(kind, rows);
    byte[] cut = Arrays.copyOf(whole, whole.length - 20);
    assertThatThrownBy(() -> tester.importBytes(cut))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("is damaged or incomplete")
        .hasMessageContaining("Nothing was imported");
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 0x55;
    assertThatThrownBy(() -> tester.importBytes(flipped)).isInstanceOf(JobException.class);
    assertThat(tester.store.transactions).isEmpty();
    assertThat(tester.store.rejected).isEmpty();
  }

  @Test
  void aBadFileAmongGoodOnesFailsBeforeWorkBegins() {
    Path good = tester.write("a.csv", (HEADER + "\n" + ROW).getBytes(UTF_8));
    Path bad = tester.write("b.csv", "x,y\n1,2\n".getBytes(UTF_8));
    assertThatThrownBy(() -> tester.run(good.toString(), bad.toString()))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("b.csv");
    assertThat(tester.store.imports).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "NaN",
    "Infinity",
    "-Infinity",
    "-1",
    "-0.001",
    "1e400",
    "1e31",
    "0x1p3",
    "'1,5'",
    "1 000",
    "'1,000.00'",
    "1_000",
    "''",
    "ten"
  })
  void anAmountThatIsNoNumberIsRejected(String amount) {
    ImportResult result =
        tester.importRows(ROW.replace("1.5", "\"" + amount + "\""), ROW.replace("t1", "t2"));
    assertThat(result.rejected()).isEqualTo(1);
    assertThat(result.imported()).isEqualTo(1);
    assertThat(tester.reason())
        .startsWith("column 'amount' must be a number in [0, 1e30]")
        .endsWith("got " + (amount.isEmpty() ? "nothing" : "'" + amount + "'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.0", "-0", "0e5", "00"})
  void noughtIsAnAmount(String amount) {
    tester.importRows(ROW.replace("1.5", amount));
    assertThat(Double.doubleToRawLongBits(tester.only().amount())).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1900-01-01T00:00:00Z", "2300-01-01T00:00:00Z", "-2208988800", "10413792000"})
  void timesOutsideTheRangeAreRejected(String time) {
    tester.importRows(ROW.replace("2026-01-02T03:04:05Z", time));
    assertThat(tester.reason()).startsWith("timestamp must be in [").containsAnyOf("1900", "2300");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "01/02/2026"})
  void whatIsNoTimeIsRejected(String time) {
    tester.importRows(ROW.replace("2026-01-02T03:04:05Z", time));
    assertThat(tester.reason()).startsWith("column 'timestamp' must be a time such as 2018-");
  }

  @Test
  void aNulByteCostsItsRow() {
    tester.importRows("t0\0" + ROW.substring(2), ROW);
    assertThat(tester.reason()).contains("NUL");
    assertThat(tester.store.rejected.getFirst().source().text()).startsWith("t0\u2400");
    assertThat(tester.only().id()).isEqualTo("t1");
  }

  @Test
  void invalidUtf8CostsItsRow() {
    byte[] text = (HEADER + "\n" + ROW.replace("u1", "J\u00F6rg") + "\n").getBytes(ISO_8859_1);
    tester.importBytes(text);
    assertThat(tester.reason()).contains("not valid UTF-8");
  }

  @Test
  void anInvalidCharacterInAColumnThatIsNotReadCostsItsRowToo() {
    byte[] text = (HEADER + ",note\n" + ROW + ",J\u00F6rg\n").getBytes(ISO_8859_1);
    assertThat(tester.importBytes(text).rejected()).isEqualTo(1);
  }

  @Test
  void rowsWithTooFewOrTooManyCellsAreRejected() {
    tester.importRows("a,b", ROW + ",x", ROW, "alone");
    assertThat(tester.store.rejected)
        .extracting(MemoryTransactionStore.RejectedRow::reason)
        .containsExactly(
            "the row has 2 cells, the header has 10",
            "the row has 11 cells, the header has 10",
            "the row has 1 cells, the header has 10");
    assertThat(tester.store.transactions).hasSize(1);
  }

  @Test
  void anUnclosedQuoteCostsItsRow() {
    tester.importRows("t0,\"2026" + ROW.substring(2), ROW);
    assertThat(tester.reason()).startsWith("a quote is not closed");
    assertThat(tester.only().id()).isEqualTo("t1");
  }

  @Test
  void aLongLineCostsItsRow() {
    tester.with(ImportOptions.DEFAULTS.withMaxLineLength(300));
    tester.importRows("x".repeat(100_000), ROW);
    assertThat(tester.reason())
        .isEqualTo("the row is longer than 300 bytes; see --max-line-length");
    assertThat(tester.store.rejected.getFirst().source().text()).hasSizeLessThanOrEqualTo(2_000);
    assertThat(tester.only().id()).isEqualTo("t1");
  }

  @Test
  void aGigabyteInOneLineCostsItsRowOnly() {
    LongLine input = new LongLine(1L << 30, "\n" + ROW + "\n", 'x');
    InputStream all =
        new SequenceInputStream(new ByteArrayInputStream((HEADER + "\n").getBytes(UTF_8)), input);
    ImportResult result = tester.run(all, "-");
    assertThat(result.rejected()).isEqualTo(1);
    assertThat(result.imported()).isEqualTo(1);
    assertThat(tester.store.rejected.getFirst().source().line()).isEqualTo(2);
  }

  @Test
  void aRejectionSaysWhereItIs() {
    ImportResult result = tester.importRows("\"a\nb\",c", ROW, "x");
    assertThat(result.rows()).isEqualTo(3);
    assertThat(result.firstRejections())
        .extracting(rejection -> rejection.source().line())
        .containsExactly(2L, 5L);
    assertThat(result.firstRejections().getLast().source().text()).isEqualTo("x");
    assertThat(result.firstRejections().getLast().source().file()).endsWith("file.dat");
  }

  @Test
  void brokenJsonCostsItsRow() {
    String good =
        "{\"transaction_id\":\"t%d\",\"timestamp\":1760000000,\"user_id\":\"u\",\"currency\":\"ETH\","
            + "\"amount\":%s}\n";
    tester.importText(
        good.formatted(1, "1")
            + "{\"transaction_id\":\n"
            + good.formatted(2, "[1]")
            + "7\n"
            + good.formatted(3, "\"NaN\"")
            + good.formatted(4, "2").strip()
            + "{}\n"
            + good.formatted(5, "null"));
    assertThat(tester.store.rejected)
        .extracting(MemoryTransactionStore.RejectedRow::reason)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("the row is not valid JSON"),
            second -> assertThat(second).endsWith("got an object or a list"),
            third -> assertThat(third).isEqualTo("the row is not a JSON object"),
            fourth -> assertThat(fourth).endsWith("got 'NaN'"),
            fifth -> assertThat(fifth).isEqualTo("the row has more than one JSON object"),
            sixth -> assertThat(sixth).endsWith("got nothing"));
    assertThat(tester.only().id()).isEqualTo("t1");
  }

  @Test
  void damagedParquetFails() {
    assertFails("PAR1 and nothing else").hasMessageContaining("cannot be read as Parquet");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertFails(String content) {
    AbstractThrowableAssert<?, ? extends Throwable> failure =
        assertThatThrownBy(() -> tester.importText(content)).isInstanceOf(JobException.class);
    assertThat(tester.store.transactions).isEmpty();
    assertThat(tester.store.rejected).isEmpty();
    return failure;
  }
}
