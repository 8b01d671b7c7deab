package io.tercet.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmlSimTest {
  @TempDir Path folder;

  @Test
  void aTransactionBetweenTwoLaunderersIsLaundering() throws IOException {
    Path archive = folder.resolve("set.tgz");
    try (TarArchiveOutputStream tar = open(archive)) {
      add(
          tar,
          "set/nodes.csv",
          "nodeid,isFraud,init_balance,fraudStep\n0,0,1,-1\n1,1,1,3\n2,1,1,3\n");
      add(
          tar,
          "set/transactions.csv",
          "sourceNodeId,targetNodeId,value,time\n0,1,10.5,2\n1,2,7,1\n2,0,3,3\n");
    }
    Traffic traffic = AmlSim.read(archive, Overrides.defaults()).traffic();
    assertThat(traffic.fraud).containsExactly(true, false, false);
    assertThat(traffic.transactions.amount).containsExactly(7, 10.5, 3);
    assertThat(AmlSim.archives(folder)).containsExactly(archive);
  }

  @Test
  void anArchiveWithoutItsTablesIsNamed() throws IOException {
    Path archive = folder.resolve("empty.tgz");
    open(archive).close();
    assertThatThrownBy(() -> AmlSim.read(archive, Overrides.defaults()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nodes.csv")
        .hasMessageContaining("empty.tgz");
  }

  private static TarArchiveOutputStream open(Path archive) throws IOException {
    OutputStream file = Files.newOutputStream(archive);
    return new TarArchiveOutputStream(new GZIPOutputStream(file));
  }

  private static void add(TarArchiveOutputStream tar, String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }
}
