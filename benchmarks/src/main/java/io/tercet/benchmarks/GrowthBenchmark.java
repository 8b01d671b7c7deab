package io.tercet.benchmarks;

import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.feature.FeatureEngine;
import io.tercet.core.feature.FeatureOptions;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.core.transaction.TransactionStatus;
import io.tercet.core.transaction.TransactionType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.SplittableRandom;

/**
 * What it takes to grow to many profiles: bytes a profile, and the longest single call, in
 * processor time of its thread, which is what growing costs, and by the clock, which has the
 * collections of the heap and whoever else wants the processor in it, too. Every row brings a new
 * party that is a customer, too, and pays a known one. Argument: profiles (default 10,000,000).
 */
public final class GrowthBenchmark {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int BLOCK_ROWS = 64;

  private GrowthBenchmark() {}

  /** Measures. */
  public static void main(String[] arguments) {
    int profiles = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000_000;
    FeatureEngine engine = new FeatureEngine(FeatureOptions.defaults());
    TransactionBlock block = new TransactionBlock(BLOCK_ROWS);
    FeatureBlock features = new FeatureBlock(BLOCK_ROWS);
    SplittableRandom random = new SplittableRandom(1);
    long longest = 0;
    long longestByClock = 0;
    int address = 0;
    while (engine.entities() < profiles) {
      block.size = 0;
      while (!block.isFull()) {
        add(block, address, random.nextInt(address + 1));
        address++;
      }
      long begin = System.nanoTime();
      long cpu = THREADS.getCurrentThreadCpuTime();
      engine.process(block, features);
      longest = Math.max(longest, THREADS.getCurrentThreadCpuTime() - cpu);
      longestByClock = Math.max(longestByClock, System.nanoTime() - begin);
    }
    System.out.printf(
        "%,d profiles, %d bytes each; longest call of %d rows %.1f ms CPU, %.1f ms by the clock%n",
        engine.entities(),
        engine.profileBytes() / engine.entities(),
        BLOCK_ROWS,
        longest / 1e6,
        longestByClock / 1e6);
  }

  private static void add(TransactionBlock block, int sender, int receiver) {
    int i = block.size++;
    block.timestamp[i] = Transaction.MIN_TIMESTAMP + sender * 500_000L;
    block.id[i] = key(-sender);
    block.sender[i] = key(sender);
    block.receiver[i] = key(receiver);
    block.customer[i] = block.sender[i];
    block.senderShape[i] = (int) block.sender[i] | 1;
    block.receiverShape[i] = (int) block.receiver[i] | 1;
    block.currency[i] = 1;
    block.type[i] = TransactionType.TRANSFER.code();
    block.status[i] = TransactionStatus.COMPLETED.code();
    block.amount[i] = 1 + sender % 1000;
    block.fee[i] = 0.01;
    block.nonce[i] = Transaction.UNKNOWN_NONCE;
  }

  private static long key(int address) {
    return new SplittableRandom(address).nextLong() | 1;
  }
}
