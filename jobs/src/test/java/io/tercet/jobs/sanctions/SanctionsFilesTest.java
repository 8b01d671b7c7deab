package io.tercet.jobs.sanctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tercet.core.sanctions.Sanctions;
import io.tercet.core.sanctions.SanctionsList;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.jobs.JobException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SanctionsFilesTest {
  private static final Path REAL = Path.of("..", "..", "shared", "data", "lists");

  @TempDir Path folder;

  @Test
  void addressesStandOneALineWithCommentsBetween() throws IOException {
    SanctionsList list =
        read("""
        # an edition
        0xABCDEF0123456789abcdef0123456789ABCDEF01

          1Df883c96LVauVsx9FEgnsourD8DELwCUQ  # with a reason\r
        0xabcdef0123456789abcdef0123456789abcdef01
        """)
            .lists()
            .getFirst();
    assertThat(list.name()).isEqualTo("own.txt");
    assertThat(list.addresses().size()).isEqualTo(2);
    assertThat(
            list.addresses()
                .contains(TransactionBlock.key("0xabcdef0123456789abcdef0123456789abcdef01")))
        .isTrue();
    assertThat(
            list.addresses().contains(TransactionBlock.key("1Df883c96LVauVsx9FEgnsourD8DELwCUQ")))
        .isTrue();
  }

  @Test
  void theDigestNamesTheEdition() throws IOException {
    String one = read("0xabcdef0123\n").lists().getFirst().sha256();
    assertThat(one).isEqualTo(read("0xabcdef0123\n").lists().getFirst().sha256());
    assertThat(one).isNotEqualTo(read("0xabcdef0123\n\n").lists().getFirst().sha256());
  }

  @Test
  void aLineThatIsNoAddressStopsTheReadingWithFileAndLine() {
    for (String bad :
        List.of("0xnothexadecimal", "short", "two words here", "a,b,c,d,e,f", "x".repeat(129))) {
      assertThatThrownBy(() -> read("# list\n0xabcdef0123\n" + bad + "\n"))
          .as(bad)
          .isInstanceOf(JobException.class)
          .hasMessageStartingWith("own.txt line 3: '" + bad.substring(0, 5));
    }
  }

  @Test
  void aFileThatIsMissingOrHoldsNothingIsRefused() {
    assertThatThrownBy(() -> SanctionsFiles.read(List.of(folder.resolve("no.txt"))))
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> read("# nothing\n\n")).hasMessageContaining("holds no address");
  }

  @Test
  void realListsAreRead() {
    assumeTrue(Files.isDirectory(REAL), "no lists at " + REAL.toAbsolutePath());
    Sanctions sanctions =
        SanctionsFiles.read(
            List.of(
                REAL.resolve("ofac_ETH.txt"),
                REAL.resolve("ofac_XBT.txt"),
                REAL.resolve("ofac_USDT.txt")));
    assertThat(sanctions.lists()).allSatisfy(l -> assertThat(l.addresses().size()).isPositive());
  }

  private Sanctions read(String text) throws IOException {
    Path file = folder.resolve("own.txt");
    Files.writeString(file, text);
    return SanctionsFiles.read(List.of(file));
  }
}
