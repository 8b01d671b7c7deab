package io.tercet.jobs.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordSplitterTest {
  private static final int MAX = 1_000;

  @Test
  void recordsEndAtLineEndsOutsideQuotes() throws IOException {
    assertThat(split("a,b\r\n\"x\ny\",2\n\n3,4"))
        .containsExactly("1 NONE a,b", "2 NONE \"x\ny\",2", "5 NONE 3,4");
  }

  @Test
  void aQuoteInsideACellIsText() throws IOException {
    assertThat(split("5\" pipe,1\n6,2\n")).containsExactly("1 NONE 5\" pipe,1", "2 NONE 6,2");
  }

  @Test
  void aDoubledQuoteClosesNothing() throws IOException {
    assertThat(split("\"a\"\"\n\"\"b\",1\n2,3\n"))
        .containsExactly("1 NONE \"a\"\"\n\"\"b\",1", "3 NONE 2,3");
  }

  @Test
  void anUnclosedQuoteCostsItsOwnLine() throws IOException {
    assertThat(split("1,\"open\n2,b\n3,c\n"))
        .containsExactly("1 BAD_QUOTE 1,\"open", "2 NONE 2,b", "3 NONE 3,c");
    assertThat(split("1,\"open\n2,\"b\"\n3,c\n"))
        .containsExactly("1 BAD_QUOTE 1,\"open", "2 NONE 2,\"b\"", "3 NONE 3,c");
  }

  @Test
  void anUnclosedQuoteFarFromTheEndCostsItsOwnLine() throws IOException {
    String rows = "2,b\n".repeat(2_000);
    List<String> records = split("1,\"open\n" + rows);
    assertThat(records).hasSize(2_001).startsWith("1 BAD_QUOTE 1,\"open", "2 NONE 2,b");
  }

  @Test
  void aLineThatIsTooLongIsCutOffAndPassedOver() throws IOException {
    String longLine = "x".repeat(5_000);
    assertThat(split("a\n" + longLine + "\nb\n"))
        .containsExactly("1 NONE a", "2 TOO_LONG " + Texts.shorten(longLine, 2_000), "3 NONE b");
  }

  @Test
  void linesKnowNoQuotes() throws IOException {
    RecordSplitter lines = RecordSplitter.lines(stream("{\"a\n\"b\"}\n"), MAX);
    assertThat(collect(lines)).containsExactly("1 NONE {\"a", "2 NONE \"b\"}");
  }

  @Test
  void recordsDoNotDependOnHowTheBytesArrive() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60_000; i++) {
      text.append(i)
          .append(i % 7 == 0 ? ",\"a\"\"\nb\"" : i % 11 == 0 ? ",\"bad\"x" : ",c")
          .append('\n');
    }
    InputStream drops =
        new ByteArrayInputStream(text.toString().getBytes(UTF_8)) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, 13));
          }
        };
    assertThat(collect(RecordSplitter.quoted(drops, ',', '\n', MAX)))
        .hasSize(60_000)
        .isEqualTo(split(text.toString()));
  }

  @Test
  void aGigabyteInOneLineTakesBoundedMemory() throws IOException {
    long gigabyte = 1L << 30;
    RecordSplitter splitter =
        RecordSplitter.quoted(new LongLine(gigabyte, "\n1,2\n"), ',', '\n', 1 << 20);
    Records records = splitter.next();
    assertThat(records).isNotNull();
    assertThat(records.fault(0)).isEqualTo(Records.Fault.TOO_LONG);
    assertThat(records.bytes.length).isLessThanOrEqualTo(1 << 22);
    Records rest = records.size() > 1 ? records : splitter.next();
    assertThat(rest).isNotNull();
    assertThat(rest.text(rest.size() - 1)).isEqualTo("1,2");
    assertThat(rest.line(rest.size() - 1)).isEqualTo(2);
    assertThat(rest.bytes.length).isLessThanOrEqualTo(1 << 22);
  }

  @Test
  void aGigabyteAfterAnUnclosedQuoteTakesBoundedMemory() throws IOException {
    RecordSplitter splitter =
        RecordSplitter.quoted(new LongLine(1L << 28, "\n1,2\n", '"'), ',', '\n', 1 << 16);
    List<String> records = collect(splitter);
    assertThat(records).hasSize(2);
    assertThat(records.getFirst()).startsWith("1 TOO_LONG \"xxx");
    assertThat(records.getLast()).isEqualTo("2 NONE 1,2");
  }

  private static List<String> split(String text) throws IOException {
    return collect(RecordSplitter.quoted(stream(text), ',', '\n', MAX));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static List<String> collect(RecordSplitter splitter) throws IOException {
    List<String> found = new ArrayList<>();
    for (Records records = splitter.next(); records != null; records = splitter.next()) {
      for (int i = 0; i < records.size(); i++) {
        found.add(records.line(i) + " " + records.fault(i) + " " + records.text(i));
      }
    }
    return found;
  }
}
