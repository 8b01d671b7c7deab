package io.tercet.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.transaction.TransactionBlock;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelFilesTest {
  private static final long A = TransactionBlock.key("a");
  private static final long B = TransactionBlock.key("b");

  @TempDir Path folder;

  private Labels read(String content) throws Exception {
    return read(content.getBytes(UTF_8));
  }

  private Labels read(byte[] content) throws Exception {
    return LabelFiles.read(Files.write(folder.resolve("labels"), content));
  }

  private void assertRefused(String content, String... message) throws Exception {
    assertRefused(content.getBytes(UTF_8), message);
  }

  private void assertRefused(byte[] content, String... message) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("labels")
        .hasMessageContainingAll(message);
  }

  private static byte[] gzip(String content) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void spellingsOfALabel() throws Exception {
    for (String fraud : new String[] {"1", "1.0", "true", "TRUE", "Fraud", " yes "}) {
      assertThat(read("transaction_id,label\na," + fraud + "\n").isFraud(A)).isTrue();
    }
    for (String normal : new String[] {"0", "0.0", "false", "normal", "No", "legit"}) {
      Labels labels = read("transaction_id,label\na," + normal + "\n");
      assertThat(labels.has(A)).isTrue();
      assertThat(labels.isFraud(A)).isFalse();
    }
  }

  @Test
  void columnsOfKnownSets() throws Exception {
    assertThat(read("x,TX_FRAUD,TRANSACTION_ID\n7,1,a\n").isFraud(A)).isTrue();
    assertThat(read("Txhash,is_fraud\na,1\n").isFraud(A)).isTrue();
  }

  @Test
  void theTypologyOfAFraud() throws Exception {
    Labels labels = read("transaction_id,label,typology\na,1, fan_in \nb,0,payroll\n");
    assertThat(labels.typology(A)).isEqualTo("fan_in");
    assertThat(labels.typology(B)).isNull();
    assertThat(read("transaction_id,label,typology\na,1,\n").typology(A)).isNull();
  }

  @Test
  void theLastLabelOfATransactionCounts() throws Exception {
    Labels labels = read("transaction_id,label\na,1\nb,0\na,0\nb,1\n");
    assertThat(labels.size()).isEqualTo(2);
    assertThat(labels.isFraud(A)).isFalse();
    assertThat(labels.isFraud(B)).isTrue();
  }

  @Test
  void aTransactionWithoutALabelIsNotKnown() throws Exception {
    Labels labels = read("transaction_id,label\na,\nb,1\n");
    assertThat(labels.has(A)).isFalse();
    assertThat(labels.size()).isEqualTo(1);
  }

  @Test
  void markLineEndsAndBlankLines() throws Exception {
    assertThat(read("\uFEFFtransaction_id,label\r\na,1\r\n\r\nb,0\r\n").size()).isEqualTo(2);
  }

  @Test
  void gzip() throws Exception {
    assertThat(read(gzip("transaction_id,label\na,1\n")).isFraud(A)).isTrue();
  }

  @Test
  void aDamagedGzipFileIsRefused() throws Exception {
    byte[] whole = gzip("transaction_id,label\n" + "a,1\n".repeat(100_000));
    assertRefused(Arrays.copyOf(whole, whole.length / 2), "cannot read");
    assertRefused(Arrays.copyOf(whole, 5), "cannot read");
  }

  @Test
  void anotherCompressionIsRefused() {
    assertRefused(new byte[] {'P', 'K', 3, 4, 0, 0, 0}, "zip");
  }

  @Test
  void nothingIsRefused() throws Exception {
    assertRefused("", "has no labels");
    assertRefused("transaction_id,label\n", "has no labels");
    assertRefused("transaction_id,label\na,\n", "has no labels");
  }

  @Test
  void malformedLinesAreRefused() throws Exception {
    assertRefused("transaction_id,label\na,maybe\n", "line 2", "'maybe'");
    assertRefused("transaction_id,label\n,1\n", "line 2", "transaction_id is empty");
    assertRefused("transaction_id,label\na\n", "line 2: the row has 1 cells, the header has 2");
    assertRefused("transaction_id,label\na,1,2\n", "has 3 cells");
    assertRefused("id,verdict\na,1\n", "[id, verdict]", "labels need one of");
    assertRefused("transaction_id,label\n\"a,1\nb,0\n", "cells");
    assertRefused("transaction_id,label,label\na,1,1\n", "label");
  }

  @Test
  void aMissingFileAndAFolderAreRefused() {
    assertThatThrownBy(() -> LabelFiles.read(folder.resolve("labels.csv")))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("there is no file");
    assertThatThrownBy(() -> LabelFiles.read(folder)).isInstanceOf(JobException.class);
  }
}
