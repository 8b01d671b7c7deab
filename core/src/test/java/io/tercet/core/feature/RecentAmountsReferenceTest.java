package io.tercet.core.feature;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Four codes a word, moved word by word, against one code a number, moved one by one. */
class RecentAmountsReferenceTest {
  private static final int AT = 5;

  @Test
  void aMillionAmountsLieAsInAPlainSortedArray() {
    SplittableRandom random = new SplittableRandom(1);
    for (int account = 0; account < 2_000; account++) {
      long[] page = new long[AT + RecentAmounts.LONGS];
      int[] plain = new int[RecentAmounts.CAPACITY];
      double spread = 4 * random.nextDouble();
      for (int count = 0; count < 500; count++) {
        float amount = (float) Math.exp(spread * random.nextGaussian());
        int hash = random.nextInt();
        RecentAmounts.add(page, AT, count, amount, hash);
        add(plain, count, RecentAmounts.encode(amount), hash);
        compare(page, plain, account, count);
      }
    }
  }

  private static void add(int[] sorted, int count, int code, int random) {
    int size = RecentAmounts.size(count);
    int hole = count < sorted.length ? count : (random >>> 8) % sorted.length;
    System.arraycopy(sorted, hole + 1, sorted, hole, Math.max(0, size - hole - 1));
    int rank = Math.min(size, sorted.length - 1);
    while (rank > 0 && sorted[rank - 1] > code) {
      sorted[rank] = sorted[rank - 1];
      rank--;
    }
    sorted[rank] = code;
  }

  private static void compare(long[] page, int[] plain, int account, int count) {
    for (int i = 0; i < RecentAmounts.size(count + 1); i++) {
      int code = (int) (page[AT + (i >>> 2)] >>> (i & 3) * 16 & 0xFFFF);
      if (code != plain[i]) {
        throw new AssertionError(
            "account %d, count %d: %s".formatted(account, count, Arrays.toString(plain)));
      }
    }
  }
}
