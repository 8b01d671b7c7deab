package io.tercet.core.feature;

import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Seeded streams of transactions, small and varied. */
final class Streams {
  static final FeatureOptions OPTIONS = new FeatureOptions(4096, 4);

  private static final long[] STEPS = {
    0, 1_000_000, 60_000_000, 3_600_000_000L, 86_400_000_000L, 20_000_000_000_000L
  };
  private static final double[] ROUND = {1, 5, 10, 25, 50, 99, 100, 0.1, 0.05, 9.5, 990, 15.97};

  private final SplittableRandom random;
  private final int entities;
  private final int currencies;
  private final boolean nonces;
  private final boolean hostile;
  private final double late;
  private final long step;
  private long time;

  private Streams(long seed, boolean mayBeLate, boolean hostile) {
    random = new SplittableRandom(seed);
    entities = random.nextBoolean() ? 3 : 40;
    currencies = 1 + random.nextInt(7);
    nonces = random.nextBoolean();
    late = mayBeLate && random.nextBoolean() ? 0.2 : 0;
    step = STEPS[random.nextInt(STEPS.length)];
    time = Transaction.MIN_TIMESTAMP + random.nextLong(500_000_000_000_000L);
    this.hostile = hostile;
  }

  /** Rows in the order of (event time, key of the id). */
  static TransactionBlock sorted(long seed, int rows) {
    return sort(new Streams(seed, false, seed % 4 == 0).rows(rows));
  }

  /** Rows of which some come late. */
  static TransactionBlock unsorted(long seed, int rows) {
    return new Streams(seed, true, seed % 4 == 0).rows(rows);
  }

  /** Rows with amounts that occur, of which some come late. */
  static TransactionBlock ordinary(long seed, int rows) {
    return new Streams(seed, true, false).rows(rows);
  }

  /** Rows with amounts and fees from the ends of their ranges. */
  static TransactionBlock hostile(long seed, int rows) {
    return new Streams(seed, true, true).rows(rows);
  }

  static TransactionBlock sort(TransactionBlock in) {
    TransactionBlock out = new TransactionBlock(in.capacity);
    IntStream.range(0, in.size)
        .boxed()
        .sorted(
            Comparator.comparingLong((Integer i) -> in.timestamp[i])
                .thenComparingLong(i -> in.id[i]))
        .forEach(i -> out.add(in, i));
    return out;
  }

  static TransactionBlock shuffle(TransactionBlock in, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TransactionBlock out = slice(in, 0, in.size);
    out.size = 0;
    int[] order = IntStream.range(0, in.size).toArray();
    for (int i = in.size - 1; i >= 0; i--) {
      int j = random.nextInt(i + 1);
      out.add(in, order[j]);
      order[j] = order[i];
    }
    return out;
  }

  /** A copy of rows {@code [from, to)}. */
  static TransactionBlock slice(TransactionBlock in, int from, int to) {
    TransactionBlock out = new TransactionBlock(Math.max(1, to - from));
    for (int i = from; i < to; i++) {
      out.add(in, i);
    }
    return out;
  }

  private TransactionBlock rows(int rows) {
    TransactionBlock block = new TransactionBlock(rows);
    while (!block.isFull()) {
      addRow(block);
    }
    return block;
  }

  private void addRow(TransactionBlock block) {
    int i = block.size++;
    block.sequence[i] = i + 1;
    block.id[i] = random.nextLong();
    block.timestamp[i] = nextTime();
    block.type[i] = (byte) random.nextInt(7);
    block.status[i] = (byte) random.nextInt(5);
    block.currency[i] = key(1000 + random.nextInt(currencies));
    int missing = random.nextInt(10);
    int sender = random.nextInt(entities);
    int receiver = random.nextInt(10) == 0 ? sender : random.nextInt(entities);
    block.sender[i] = missing == 0 ? 0 : key(sender);
    block.receiver[i] = missing == 1 ? 0 : key(receiver);
    block.senderShape[i] = missing == 0 ? 0 : shape(sender);
    block.receiverShape[i] = missing == 1 ? 0 : shape(receiver);
    block.customer[i] =
        block.type[i] == 0 || block.sender[i] == 0 ? key(receiver) : block.sender[i];
    block.nonce[i] = nonces && random.nextInt(5) > 0 ? random.nextLong(1000) : -1;
    block.amount[i] = amount();
    block.fee[i] = random.nextInt(3) == 0 ? 0 : hostile ? amount() : block.amount[i] / 200 + 0.001;
  }

  private long nextTime() {
    boolean leap = random.nextInt(100) == 0;
    time += leap ? random.nextLong(STEPS[5]) : step == 0 ? 0 : random.nextLong(2 * step);
    if (time >= Transaction.MAX_TIMESTAMP) {
      time = Transaction.MIN_TIMESTAMP + random.nextLong(STEPS[5]);
    }
    boolean isLate = random.nextDouble() < late;
    return isLate ? Math.max(Transaction.MIN_TIMESTAMP, time - 20 * step) : time;
  }

  private double amount() {
    int kind = random.nextInt(hostile ? 8 : 4);
    return switch (kind) {
      case 0 -> ROUND[random.nextInt(ROUND.length)];
      case 1 -> random.nextInt(4) == 0 ? 0 : 7.25;
      case 2, 3 -> Math.exp(2 * random.nextGaussian());
      case 4 -> Transaction.MAX_AMOUNT;
      case 5 -> Double.MIN_VALUE;
      case 6 -> 1e-18;
      default -> Math.pow(10, random.nextInt(60) - 30);
    };
  }

  private static long key(int entity) {
    return new SplittableRandom(entity).nextLong() | 1;
  }

  // Ten entities look like another.
  private static int shape(int entity) {
    return entity % 7 == 0 ? 0 : 1 + entity % 30;
  }
}
