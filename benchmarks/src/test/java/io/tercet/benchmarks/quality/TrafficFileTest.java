package io.tercet.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.feature.FeatureOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficFileTest {
  private static final String HEADER =
      "TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_TIME_SECONDS,TX_TIME_DAYS,"
          + "TX_FRAUD,TX_FRAUD_SCENARIO\n";

  @TempDir Path folder;

  @Test
  void answersStandBesideTheirTransactions() throws IOException {
    List<LabelledTransaction> rows =
        read(
            "7,2018-06-15 00:02:14,107,2706,24.01,134,0,0,0\n"
                + "8,2018-06-15 00:03:03,4012,2706,49.86,183,0,1,3\n"
                + "8,2018-06-15 00:03:03,4012,2706,49.86,183,0,1,3\n");
    assertThat(rows).extracting(r -> r.transaction().id()).containsExactly("7", "8");
    assertThat(rows).extracting(LabelledTransaction::fraud).containsExactly(false, true);
    assertThat(rows).extracting(LabelledTransaction::kind).containsExactly("", "3");
  }

  @Test
  void noAnswerReachesAFeature() throws IOException {
    String rows =
        "7,2018-06-15 00:02:14,107,2706,24.01,134,0,%s\n8,2018-06-15 00:03:03,107,2706,9,183,0,%s\n";
    Traffic innocent = traffic(rows.formatted("0,0", "0,0"));
    Traffic guilty = traffic(rows.formatted("1,1", "1,2"));
    assertThat(Arrays.deepEquals(guilty.features.columns, innocent.features.columns)).isTrue();
    assertThat(guilty.fraud).containsExactly(true, true);
  }

  @Test
  void rowsComeInTheOrderOfTime() throws IOException {
    Traffic traffic =
        traffic(
            "7,2018-06-16 00:00:00,1,2,3,0,0,0,0\n"
                + "8,2018-06-15 00:00:00,1,2,3,0,0,1,2\n"
                + "9,2018-06-17 00:00:00,1,2,3,0,0,0,0\n");
    assertThat(traffic.fraud).containsExactly(true, false, false);
    assertThat(traffic.firstAt(traffic.transactions.timestamp[1])).isEqualTo(1);
    assertThat(traffic.firstAt(traffic.transactions.timestamp[2] + 1)).isEqualTo(3);
  }

  @Test
  void aRowThatIsNoTransactionIsNamed() {
    assertThatThrownBy(() -> read("7,yesterday,107,2706,24.01,134,0,0,0\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 2");
  }

  private Traffic traffic(String rows) throws IOException {
    return Traffic.of(read(rows), FeatureOptions.defaults());
  }

  private List<LabelledTransaction> read(String rows) throws IOException {
    Path file = folder.resolve("transactions.csv");
    Files.writeString(file, HEADER + rows);
    return new TrafficFile(file, "TRANSACTION_ID", "TX_FRAUD", "TX_FRAUD_SCENARIO").read();
  }
}
