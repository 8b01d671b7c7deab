package io.tercet.jobs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionStatus;
import io.tercet.core.transaction.TransactionType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Public data that is not ours to ship; skipped where it is not beside the project. */
class RealFilesTest {
  private static final Path ETHEREUM =
      Path.of("../../shared/data/ethereum/transactions.csv.gz").normalize();
  private static final Path HANDBOOK =
      Path.of("../../shared/data/handbook/transactions_2018-06-15_2018-08-14.csv.gz").normalize();

  @TempDir Path folder;

  @Test
  void everyRowOfRealEthereumTransactionsGoesIn() {
    ImportTester tester = importIfPresent(ETHEREUM, 170_686, Layout.ETHERSCAN_API);
    Map<String, Transaction> rows = tester.store.transactions;
    Transaction first =
        get(rows, "0xbc5c52051fed024e75a677087e15bd2816effaf7f363b08634756bc4a5ae5009");
    assertThat(first.amount()).isEqualTo(15.97);
    assertThat(first.fee()).isEqualTo(0.00042);
    assertThat(first.timestampMicros()).isEqualTo(1_498_867_413_000_000L);
    assertThat(first.senderNonce()).isEqualTo(7305);
    assertThat(first.customer()).isEqualTo("0xb3f636cae9e8ad9795d14d3bdda3e382dba47c73");
    assertThat(rows.values())
        .filteredOn(t -> TransactionStatus.of(t.status()) == TransactionStatus.FAILED)
        .hasSize(6_311);
    assertThat(rows.values())
        .filteredOn(t -> t.kind() == TransactionType.CONTRACT_CALL)
        .hasSize(36_422 - 14_430);
    assertThat(rows.values()).noneMatch(t -> t.toAddress() == null);
  }

  @Test
  void everyRowOfTheHandbookGoesIn() {
    ImportTester tester = importIfPresent(HANDBOOK, 584_471, Layout.FRAUD_HANDBOOK);
    Transaction first = get(tester.store.transactions, "719307");
    assertThat(first.account()).isEqualTo("107");
    assertThat(first.toAddress()).isEqualTo("terminal:2706");
    assertThat(first.amount()).isEqualTo(24.01);
    assertThat(first.kind()).isEqualTo(TransactionType.PAYMENT);
    assertThat(first.currency()).isEqualTo("USD");
  }

  private static Transaction get(Map<String, Transaction> rows, String id) {
    Transaction found = rows.get(id);
    if (found == null) {
      throw new AssertionError("not imported: " + id);
    }
    return found;
  }

  private ImportTester importIfPresent(Path file, long rows, Layout layout) {
    assumeTrue(Files.exists(file), file + " is absent");
    ImportTester tester = new ImportTester(folder);
    ImportResult result = tester.run(file.toString());
    assertThat(result.files())
        .containsExactly(new ImportedFile(file.toString(), FileFormat.CSV, layout, rows));
    assertThat(result.imported()).isEqualTo(rows);
    assertThat(result.rejected()).isZero();
    return tester;
  }
}
