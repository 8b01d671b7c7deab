package io.tercet.benchmarks;

import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.feature.FeatureEngine;
import io.tercet.core.feature.FeatureOptions;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.core.transaction.TransactionStatus;
import io.tercet.core.transaction.TransactionType;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The feature engine with many profiles: nanoseconds a row, in blocks of 4,096, every profile begun
 * before. Addresses follow Zipf's law (exponent 1); each is a party and a customer, so that the
 * number of profiles is twice that of addresses.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx9g")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
public class FeatureBenchmark {
  private static final int BLOCK_ROWS = 4096;
  private static final int BLOCKS = 64;
  private static final int ROWS = BLOCKS * BLOCK_ROWS;
  private static final long MICROS_PER_ROW = 500_000;

  /** Profiles: parties and customers together. */
  @Param({"1000000", "10000000"})
  public int entities;

  private final SplittableRandom random = new SplittableRandom(1);
  private final FeatureEngine engine = new FeatureEngine(FeatureOptions.defaults());
  private final FeatureBlock features = new FeatureBlock(BLOCK_ROWS);
  private final TransactionBlock[] blocks = new TransactionBlock[BLOCKS];
  private long time = Transaction.MIN_TIMESTAMP;

  /** Begins every profile. */
  @Setup
  public void prepare() {
    for (int b = 0; b < BLOCKS; b++) {
      blocks[b] = new TransactionBlock(BLOCK_ROWS);
    }
    int addresses = entities / 2;
    for (int from = 0; from < addresses; from += BLOCK_ROWS) {
      blocks[0].size = 0;
      for (int a = from; a < Math.min(addresses, from + BLOCK_ROWS); a++) {
        add(blocks[0], a, zipf());
      }
      engine.process(blocks[0], features);
    }
  }

  /** Draws other rows, later in time. */
  @Setup(Level.Invocation)
  public void draw() {
    for (TransactionBlock block : blocks) {
      block.size = 0;
      while (!block.isFull()) {
        add(block, zipf(), zipf());
      }
    }
  }

  /** Features of 64 blocks. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public FeatureBlock batch() {
    for (TransactionBlock block : blocks) {
      engine.process(block, features);
    }
    return features;
  }

  /** How many rows {@link #batch} takes. */
  static int rows() {
    return ROWS;
  }

  /** The engine that is measured. */
  FeatureEngine engine() {
    return engine;
  }

  private int zipf() {
    return (int) Math.pow(entities / 2.0, random.nextDouble());
  }

  private void add(TransactionBlock block, int sender, int receiver) {
    int i = block.size++;
    time += random.nextLong(2 * MICROS_PER_ROW);
    block.timestamp[i] = time;
    block.id[i] = random.nextLong();
    block.sender[i] = key(sender);
    block.receiver[i] = key(receiver);
    block.customer[i] = block.sender[i];
    block.senderShape[i] = (int) block.sender[i] | 1;
    block.receiverShape[i] = (int) block.receiver[i] | 1;
    block.currency[i] = 1L + random.nextInt(3);
    block.type[i] = TransactionType.TRANSFER.code();
    block.status[i] = TransactionStatus.COMPLETED.code();
    block.amount[i] = Math.exp(2 * random.nextGaussian());
    block.fee[i] = block.amount[i] * 0.001;
    block.nonce[i] = Transaction.UNKNOWN_NONCE;
  }

  private static long key(int address) {
    return new SplittableRandom(address).nextLong() | 1;
  }
}
