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
    assertThat(labels.duplicates()).isEqualTo(2);
    assertThat(labels.conflicts()).isEqualTo(2);
  }

  @Test
  void whenALabelBecameKnown() throws Exception {
    Labels labels =
        read("transaction_id,label,labelled_at\na,1,2026-01-02T03:04:05Z\nb,0,1767322800\nc,1,\n");
    assertThat(labels.timeAt(labels.find(A))).isEqualTo(1_767_323_045_000_000L);
    assertThat(labels.timeAt(labels.find(B))).isEqualTo(1_767_322_800_000_000L);
    assertThat(labels.timeAt(2)).isEqualTo(LabelTime.NONE);
    assertThat(LabelTime.micros("2026-01-02")).isEqualTo(1_767_312_000_000_000L);
    assertThat(LabelTime.micros("2026-01-02 05:04:05+02:00")).isEqualTo(1_767_323_045_000_000L);
    assertRefused("transaction_id,label,labelled_at\na,1,soon\n", "line 2", "'soon'");
  }

  @Test
  void aSampleSaysHowItWasDrawn() throws Exception {
    String header = "transaction_id,sampled_below,inclusion_probability,label\n";
    Labels labels = read(header + "a,60.0,0.25,1\nb,60.0,0.25,\n");
    assertThat(labels.size()).isEqualTo(1);
    assertThat(labels.sampledBelow()).isEqualTo(60);
    assertThat(labels.probabilityAt(labels.find(A))).isEqualTo(0.25);
    assertRefused(header + "a,60,2,1\n", "line 2", "inclusion_probability", "'2'");
    assertRefused(header + "a,60,0.5,1\nb,70,0.5,1\n", "line 3", "one sample at a time");
    assertRefused(header + "a,x,0.5,1\n", "line 2", "'x' is no number");
  }

  @Test
  void manyLabelsAreKept() throws Exception {
    StringBuilder content = new StringBuilder("transaction_id,label,typology\n");
    for (int i = 0; i < 5_000; i++) {
      content.append("t%d,%d,kind%d\n".formatted(i, i % 2, i % 7));
    }
    Labels labels = read(content.toString());
    assertThat(labels.size()).isEqualTo(5_000);
    assertThat(labels.isFraud(TransactionBlock.key("t4999"))).isTrue();
    assertThat(labels.typology(TransactionBlock.key("t4999"))).isEqualTo("kind" + 4_999 % 7);
    assertThat(labels.typology(TransactionBlock.key("t4998"))).isNull();
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
