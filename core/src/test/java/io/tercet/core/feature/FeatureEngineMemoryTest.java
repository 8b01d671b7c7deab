package io.tercet.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FeatureEngineMemoryTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROWS = 1024;
  private static final long BYTES_PER_ENTITY = 400; // index and spare room included
  private static final long LARGEST_STEP = 8L << 20; // bytes; a few milliseconds to copy

  private final FeatureEngine engine = new FeatureEngine(FeatureOptions.defaults());
  private final FeatureBlock features = new FeatureBlock(ROWS);
  private final SplittableRandom random = new SplittableRandom(1);
  private long time = Transaction.MIN_TIMESTAMP;

  @Test
  void aBlockOfKnownEntitiesAllocatesNothing() {
    TransactionBlock block = new TransactionBlock(ROWS);
    fill(block, 100);
    for (int warmUp = 0; warmUp < 20; warmUp++) {
      engine.process(block, features);
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 50; i++) {
      engine.process(block, features);
    }
    // The counter itself may cost some bytes; a byte a row would be 51,200.
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(4096);
  }

  @Test
  void noBlockGrowsTheTablesByALongCopyAndAnEntityTakesFewBytes() {
    TransactionBlock block = new TransactionBlock(ROWS);
    long largest = 0;
    for (int i = 0; i < 400; i++) {
      fill(block, 1 << 30);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      engine.process(block, features);
      largest = Math.max(largest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(engine.entities()).isGreaterThan(1_200_000);
    // A copy to a larger array allocates that array: 1,024 rows together stay below this.
    assertThat(largest).isBetween(1L, LARGEST_STEP);
    assertThat(engine.profileBytes() / engine.entities()).isBetween(300L, BYTES_PER_ENTITY);
  }

  private void fill(TransactionBlock block, int entities) {
    block.size = 0;
    while (!block.isFull()) {
      int i = block.size++;
      time += 1_000_000;
      block.timestamp[i] = time;
      block.id[i] = random.nextLong();
      block.sender[i] = mixed(random.nextInt(entities));
      block.receiver[i] = mixed(random.nextInt(entities));
      block.customer[i] = block.sender[i];
      block.senderShape[i] = (int) block.sender[i] | 1;
      block.receiverShape[i] = (int) block.receiver[i] | 1;
      block.currency[i] = 1;
      block.nonce[i] = Transaction.UNKNOWN_NONCE;
      block.amount[i] = 1 + random.nextInt(1000);
    }
  }

  private static long mixed(int entity) {
    return new SplittableRandom(entity).nextLong() | 1;
  }
}
