package io.tercet.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SafetensorsPropertyTest {
  private static final int MUTATIONS = 100_000;

  /** What decoding may allocate: so many times the file, and for tables and messages. */
  private static final int TIMES = 20;

  private static final int CONSTANT = 1 << 16;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void whatIsWrittenIsReadBack() throws ModelFormatException {
    for (long seed = 0; seed < 2_000; seed++) {
      Tensors tensors = SampleTensors.random(new SplittableRandom(seed));
      byte[] file = Safetensors.encode(tensors);
      Tensors read = Safetensors.decode(file);

      assertThat(SampleTensors.same(tensors, read)).as("seed %d", seed).isTrue();
      assertThat(read.metadata().keySet())
          .as("seed %d", seed)
          .containsExactlyElementsOf(tensors.metadata().keySet());
      assertThat(Safetensors.encode(read)).as("seed %d", seed).isEqualTo(file);
    }
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] file = Safetensors.encode(model());
    for (int length = 0; length < file.length; length++) {
      assertThat(decoded(Arrays.copyOf(file, length), "length " + length)).isFalse();
    }
  }

  @Test
  void everyChangedBitIsFound() {
    byte[] file = Safetensors.encode(model());
    for (int bit = 0; bit < file.length * 8; bit++) {
      file[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(decoded(file, "bit " + bit)).isFalse();
      file[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @Test
  void aMutatedFileIsRefusedOrTheSame() {
    byte[] file = Safetensors.encode(model());
    for (long seed = 0; seed < MUTATIONS; seed++) {
      byte[] mutant = mutant(file, 0, new SplittableRandom(seed));
      if (decoded(mutant, "seed " + seed) != Arrays.equals(mutant, file)) {
        throw new AssertionError("seed %d: a changed file was read".formatted(seed));
      }
    }
  }

  @Test
  void aMutatedFileWithARightDigestNeverFailsOtherwise() {
    byte[] file = Safetensors.encode(model());
    int read = 0;
    for (long seed = 0; seed < MUTATIONS / 2; seed++) {
      byte[] mutant = SafetensorsTest.reseal(mutant(file, 8, new SplittableRandom(seed)));
      read += decoded(mutant, "seed " + seed) ? 1 : 0;
    }
    assertThat(read).as("mutants that pass the digest and reach the parser").isPositive();
  }

  @Test
  void manySmallPartsAllocateInProportionToTheFile() {
    Tensors tensors = new Tensors();
    for (int i = 0; i < 5_000; i++) {
      tensors.put(Integer.toString(i, 36), new byte[0]);
    }
    for (int i = 0; i < 1_000; i++) {
      tensors.metadata(Integer.toString(i, 36), "");
    }
    assertThat(decoded(Safetensors.encode(tensors), "many small parts")).isTrue();
  }

  private static Tensors model() {
    SplittableRandom random = new SplittableRandom(7);
    return new Tensors()
        .put("forest.children", random.ints(40).toArray(), 10, 4)
        .put("calibration", random.doubles(12).toArray())
        .put("keys", random.longs(3).toArray())
        .put("a.weight", new float[] {1, -2, 0.5f, 3, 4, 5}, 2, 3)
        .put("flags", new byte[] {1, 0, 1})
        .put("none", new float[0], 0, 3)
        .metadata("features", "[\"amount\",\"größe\"]")
        .metadata("trained.from", "2026-01-01T00:00:00Z");
  }

  /** Whether {@code file} can be read; fails if it allocates more than its size justifies. */
  private boolean decoded(byte[] file, String description) {
    long before = threads.getCurrentThreadAllocatedBytes();
    boolean read = decodes(file, description);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    if (allocated > (long) TIMES * file.length + CONSTANT) {
      throw new AssertionError(
          "%s: %d bytes allocated for %d".formatted(description, allocated, file.length));
    }
    return read;
  }

  private static boolean decodes(byte[] file, String description) {
    try {
      Safetensors.decode(file);
      return true;
    } catch (ModelFormatException expected) {
      return false;
    } catch (RuntimeException unexpected) {
      throw new AssertionError(description, unexpected);
    }
  }

  /** One to three changes behind byte {@code from}. */
  private static byte[] mutant(byte[] file, int from, SplittableRandom random) {
    byte[] mutant = file.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = from + random.nextInt(Math.max(1, mutant.length - from));
      mutant = changed(mutant, Math.min(at, mutant.length), random);
    }
    return mutant;
  }

  private static byte[] changed(byte[] file, int at, SplittableRandom random) {
    int length = 1 + random.nextInt(16);
    int source = random.nextInt(Math.max(1, file.length));
    int end = Math.min(at + length, file.length);
    byte[] tail = Arrays.copyOfRange(file, end, file.length);
    byte[] head = Arrays.copyOf(file, at);
    byte[] piece = Arrays.copyOfRange(file, at, end);
    switch (random.nextInt(6)) {
      case 0 -> flip(piece, random);
      case 1 -> random.nextBytes(piece);
      case 2 -> piece = Arrays.copyOfRange(file, source, Math.min(source + length, file.length));
      case 3 -> piece = concat(piece, piece, new byte[0]);
      case 4 -> piece = new byte[0];
      default -> piece = digits(piece, random);
    }
    return concat(head, piece, tail);
  }

  private static void flip(byte[] piece, SplittableRandom random) {
    if (piece.length > 0) {
      piece[random.nextInt(piece.length)] ^= (byte) (1 << random.nextInt(8));
    }
  }

  /** Characters that mean something to the parser. */
  private static byte[] digits(byte[] piece, SplittableRandom random) {
    String symbols = "0123456789{}[],:\"\\ ué";
    for (int i = 0; i < piece.length; i++) {
      piece[i] = (byte) symbols.charAt(random.nextInt(symbols.length()));
    }
    return piece;
  }

  private static byte[] concat(byte[] a, byte[] b, byte[] c) {
    byte[] all = Arrays.copyOf(a, a.length + b.length + c.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    System.arraycopy(c, 0, all, a.length + b.length, c.length);
    return all;
  }
}
