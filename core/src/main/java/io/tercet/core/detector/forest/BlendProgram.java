package io.tercet.core.detector.forest;

import java.util.Arrays;

/**
 * The block form of a forest: all splits in post-order, each one pass over a block of rows. A split
 * at stack slot s takes its left child from slot s and its right child from the next free one,
 * unless they are leaves, and leaves its result in slot s; a tree ends in slot 0.
 */
final class BlendProgram {
  private static final int LEFT_LEAF = 1;
  private static final int RIGHT_LEAF = 2;
  private static final int HIGH = 4;

  /** As many trees as a 16-bit sum of bytes holds. */
  private static final int TREES_PER_FLUSH = 257;

  private final Trees trees;
  private final int[][] edges;

  /** Where each tree's instructions end; trees that are one leaf have none. */
  private final int[] end;

  private final int[] kind;
  private final int[] feature;
  private final long[] threshold;
  private final int[] slot;
  private final long[] leftLeaf;
  private final long[] rightLeaf;

  /** Path length of the trees that are one leaf. */
  private final int constant;

  private int size;
  private int slots = 1;

  /**
   * @param edges ascending threshold keys of each feature, at most 255
   */
  BlendProgram(Trees trees, int[][] edges) {
    this.trees = trees;
    this.edges = edges;
    int capacity = trees.feature().length / 2;
    kind = new int[capacity];
    feature = new int[capacity];
    threshold = new long[capacity];
    slot = new int[capacity];
    leftLeaf = new long[capacity];
    rightLeaf = new long[capacity];
    end = emitAll();
    constant = sumOfLoneLeaves();
  }

  private int[] emitAll() {
    int[] ends = new int[trees.count()];
    int count = 0;
    for (int k = 0; k < trees.count(); k++) {
      if (!trees.isLeaf(trees.root()[k])) {
        emit(trees.root()[k], 0);
        ends[count++] = size;
      }
    }
    return Arrays.copyOf(ends, count);
  }

  private int sumOfLoneLeaves() {
    int sum = 0;
    for (int k = 0; k < trees.count(); k++) {
      if (trees.isLeaf(trees.root()[k])) {
        sum += trees.path(trees.root()[k]);
      }
    }
    return sum;
  }

  /** How many slots {@link #run} needs. */
  int slots() {
    return slots;
  }

  private void emit(int node, int s) {
    slots = Math.max(slots, s + 1);
    int left = node + 1;
    int right = trees.right()[node];
    if (!trees.isLeaf(left)) {
      emit(left, s);
    }
    if (!trees.isLeaf(right)) {
      emit(right, trees.isLeaf(left) ? s : s + 1);
    }
    int f = trees.feature()[node];
    int bin = 1 + Arrays.binarySearch(edges[f], OrderedKey.of(trees.threshold()[node]));
    feature[size] = f;
    threshold[size] = BlendKernels.broadcast(bin & 0x7F);
    slot[size] = s;
    kind[size] =
        (trees.isLeaf(left) ? LEFT_LEAF : 0)
            | (trees.isLeaf(right) ? RIGHT_LEAF : 0)
            | (bin >= 128 ? HIGH : 0);
    leftLeaf[size] = BlendKernels.broadcast(trees.path(left));
    rightLeaf[size] = BlendKernels.broadcast(trees.path(right));
    size++;
  }

  /**
   * Sums path lengths over the trees.
   *
   * @param bytes bins, {@code bytes[f][row / 8]}
   * @param stack at least {@link #slots} slots
   * @param even scratch of the same length as a slot, as is {@code odd}
   * @param sums receives one sum a row
   */
  void run(long[][] bytes, int rows, long[][] stack, long[] even, long[] odd, int[] sums) {
    int n = (rows + 7) >> 3;
    Arrays.fill(sums, 0, 8 * n, constant);
    int op = 0;
    for (int k = 0; k < end.length; k++) {
      for (; op < end[k]; op++) {
        step(op, bytes[feature[op]], stack, n);
      }
      BlendKernels.accumulate(stack[0], even, odd, n);
      if ((k + 1) % TREES_PER_FLUSH == 0 || k + 1 == end.length) {
        flush(even, odd, n, sums);
      }
    }
  }

  private void step(int op, long[] x, long[][] stack, int n) {
    int s = slot[op];
    long[] d = stack[s];
    long t = threshold[op];
    long l = leftLeaf[op];
    long r = rightLeaf[op];
    switch (kind[op]) {
      case 0 -> BlendKernels.lowSlots(x, t, d, stack[s + 1], d, n);
      case LEFT_LEAF -> BlendKernels.lowLeafSlot(x, t, l, d, d, n);
      case RIGHT_LEAF -> BlendKernels.lowSlotLeaf(x, t, d, r, d, n);
      case LEFT_LEAF | RIGHT_LEAF -> BlendKernels.lowLeaves(x, t, l, l ^ r, d, n);
      case HIGH -> BlendKernels.highSlots(x, t, d, stack[s + 1], d, n);
      case HIGH | LEFT_LEAF -> BlendKernels.highLeafSlot(x, t, l, d, d, n);
      case HIGH | RIGHT_LEAF -> BlendKernels.highSlotLeaf(x, t, d, r, d, n);
      default -> BlendKernels.highLeaves(x, t, l, l ^ r, d, n);
    }
  }

  private static void flush(long[] even, long[] odd, int n, int[] sums) {
    for (int q = 0; q < n; q++) {
      for (int z = 0; z < 4; z++) {
        sums[8 * q + 2 * z] += (int) (even[q] >>> 16 * z) & 0xFFFF;
        sums[8 * q + 2 * z + 1] += (int) (odd[q] >>> 16 * z) & 0xFFFF;
      }
      even[q] = 0;
      odd[q] = 0;
    }
  }
}
