package io.tercet.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.transaction.Transaction;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionLogTest {
  private static final SegmentHeader FIRST = new SegmentHeader(11, "model-a", 60);

  @TempDir Path folder;

  private static LoggedDecision decision(long sequence) {
    Transaction transaction =
        new Transaction(
            "tx-" + sequence,
            1_700_000_000_000_000L + sequence,
            sequence % 3 == 0 ? null : "user-é" + sequence,
            "transfer",
            "ETH",
            sequence / 7.0,
            0.001,
            "0xabc" + sequence,
            null,
            "completed",
            Transaction.UNKNOWN_NONCE);
    LoggedDecision plain =
        new LoggedDecision(
            sequence,
            5,
            transaction,
            1,
            2,
            3,
            4,
            5.5f,
            (byte) 1,
            (byte) 2,
            77,
            (byte) -1,
            null,
            null);
    return sequence % 5 == 0 ? plain.withReasons("{\"a\":1}", "because") : plain;
  }

  private static void add(DecisionLog log, long from, long to) throws InterruptedException {
    LogGroup group = new LogGroup(16);
    for (long sequence = from; sequence < to; sequence++) {
      group.add(decision(sequence));
    }
    CountDownLatch durable = new CountDownLatch(1);
    group.whenDurable(failure -> {
      assertThat(failure).isNull();
      durable.countDown();
    });
    log.add(group);
    durable.await();
  }

  private static List<LoggedDecision> read(DecisionLog log, long from) {
    List<LoggedDecision> all = new ArrayList<>();
    try (LogCursor cursor = log.from(from)) {
      for (LoggedDecision next = cursor.next(); next != null; next = cursor.next()) {
        all.add(next);
      }
    }
    return all;
  }

  private static List<LoggedDecision> decisions(long from, long to) {
    List<LoggedDecision> all = new ArrayList<>();
    for (long sequence = from; sequence < to; sequence++) {
      all.add(decision(sequence));
    }
    return all;
  }

  private List<Path> files() throws IOException {
    try (var all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  @Test
  void whatIsDurableIsReadInOrderAcrossFilesAndStarts() throws Exception {
    try (DecisionLog log = DecisionLog.open(folder, 2_000)) {
      log.begin(FIRST);
      add(log, 11, 12);
      add(log, 12, 60);
      add(log, 60, 100);
      assertThat(read(log, 11)).isEqualTo(decisions(11, 100));
      assertThat(read(log, 73)).isEqualTo(decisions(73, 100));
      log.begin(new SegmentHeader(100, "model-b", 70));
      add(log, 100, 110);
      try (LogCursor cursor = log.from(105)) {
        assertThat(cursor.header()).isEqualTo(new SegmentHeader(100, "model-b", 70));
      }
    }
    assertThat(files()).hasSize(3);
    try (DecisionLog log = DecisionLog.open(folder, 2_000)) {
      assertThat(log.notices()).isEmpty();
      assertThat(log.firstSequence()).contains(11L);
      assertThat(log.nextSequence()).isEqualTo(110);
      assertThat(read(log, 11)).isEqualTo(decisions(11, 110));
      log.forget(105);
      assertThat(log.firstSequence()).contains(100L);
      log.forgetAll();
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void aTornEndIsCutOffAtEveryByte() throws Exception {
    try (DecisionLog log = DecisionLog.open(folder, 1 << 20)) {
      log.begin(FIRST);
      add(log, 11, 14);
    }
    Path file = files().getFirst();
    byte[] whole = Files.readAllBytes(file);
    for (int length = whole.length - 1; length >= 0; length -= 3) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      try (DecisionLog log = DecisionLog.open(folder, 1 << 20)) {
        long next = Math.max(11, log.nextSequence());
        assertThat(read(log, 11)).isEqualTo(decisions(11, next));
        assertThat(next).isLessThan(14);
        log.begin(FIRST.from(next));
        add(log, next, next + 1);
        assertThat(read(log, 11)).isEqualTo(decisions(11, next + 1));
        log.forgetAll();
      }
    }
  }

  @Test
  void aFlippedBitEndsTheLogThereWithAMessage() throws Exception {
    try (DecisionLog log = DecisionLog.open(folder, 1 << 20)) {
      log.begin(FIRST);
      add(log, 11, 50);
    }
    Path file = files().getFirst();
    flip(file, Files.size(file) - 40);
    try (DecisionLog log = DecisionLog.open(folder, 1 << 20)) {
      assertThat(log.nextSequence()).isEqualTo(49);
      assertThat(log.notices()).singleElement().asString().contains("cut off");
    }
  }

  @Test
  void damageBeforeTheLastFileIsNotPassedOver() throws Exception {
    try (DecisionLog log = DecisionLog.open(folder, 500)) {
      log.begin(FIRST);
      add(log, 11, 20);
      add(log, 20, 30);
    }
    flip(files().getFirst(), 200);
    assertThatThrownBy(() -> DecisionLog.open(folder, 500))
        .isInstanceOf(LogException.class)
        .hasMessageContaining("is damaged at byte");
    Files.delete(files().getFirst());
    Files.writeString(folder.resolve("00000000000000000001.log"), "something else");
    assertThatThrownBy(() -> DecisionLog.open(folder, 500))
        .isInstanceOf(LogException.class)
        .hasMessageContaining("not a log of decisions");
  }

  private static void flip(Path file, long at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) at] ^= 4;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(bytes));
    }
  }
}
