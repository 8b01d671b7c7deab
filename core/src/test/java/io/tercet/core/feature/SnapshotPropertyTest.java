package io.tercet.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class SnapshotPropertyTest {
  private static final int HEADER = 24;

  private static byte[] snapshot() {
    FeatureEngine engine = new FeatureEngine(Streams.OPTIONS);
    FeatureRuns.batch(engine, Streams.ordinary(3, 120));
    return FeatureRuns.snapshot(engine);
  }

  @Test
  void aRestoredEngineWritesTheSameBytes() {
    byte[] snapshot = snapshot();
    assertThat(FeatureRuns.snapshot(FeatureRuns.restore(snapshot))).isEqualTo(snapshot);
  }

  @Test
  void readsNoFurtherThanItsEnd() throws Exception {
    byte[] snapshot = snapshot();
    ByteArrayInputStream in =
        new ByteArrayInputStream(Arrays.copyOf(snapshot, snapshot.length + 9));
    FeatureEngine.restore(Streams.OPTIONS, in);
    assertThat(in.available()).isEqualTo(9);
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] snapshot = snapshot();
    for (int length = 0; length < snapshot.length; length += length < 500 ? 1 : 173) {
      assertRefused(Arrays.copyOf(snapshot, length), "length " + length);
    }
    assertRefused(Arrays.copyOf(snapshot, snapshot.length - 1), "the last byte");
  }

  @Test
  void everyMutationIsRefused() {
    byte[] snapshot = snapshot();
    for (long seed = 0; seed < 2_000; seed++) {
      byte[] mutant = mutant(snapshot, seed);
      if (!Arrays.equals(mutant, snapshot)) {
        assertRefused(mutant, "seed " + seed);
      }
    }
  }

  @Test
  void aMutationWithARightChecksumIsRefusedOrWorks() {
    byte[] snapshot = snapshot();
    int read = 0;
    for (long seed = 0; seed < 2_000; seed++) {
      byte[] mutant = reseal(mutant(snapshot, seed));
      try {
        FeatureEngine engine = FeatureRuns.restore(mutant);
        FeatureRuns.batch(engine, Streams.ordinary(3, 120));
        read++;
      } catch (SnapshotException e) {
        assertThat(e).as("seed %d", seed).hasMessageContaining("snapshot");
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertThat(read).as("mutants that were read").isPositive();
  }

  @Test
  void aPromisedSizeAllocatesNothingUntilItsBytesArrive() {
    FeatureOptions large = new FeatureOptions(1 << 27, 100_000);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0x50435254).putInt(FeatureEngine.VERSION);
    bytes.putInt(1 << 27).putInt(100_000).putLong(0).putInt(0);
    bytes.putInt(0).putInt(0).putInt(2 * AssociativeTable.SEGMENT_ENTRIES);
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> FeatureEngine.restore(large, new ByteArrayInputStream(bytes.array())))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("ends early");
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
  }

  @Test
  void otherOptionsAndVersionsAreNamed() {
    byte[] snapshot = snapshot();
    FeatureOptions other = new FeatureOptions(8192, 4);
    assertThatThrownBy(() -> FeatureEngine.restore(other, new ByteArrayInputStream(snapshot)))
        .isInstanceOf(SnapshotException.class)
        .hasMessage("the snapshot was made with maxPairs 4096, the engine has 8192");
    snapshot[4]++;
    assertThatThrownBy(() -> FeatureRuns.restore(snapshot))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("version");
  }

  private static byte[] mutant(byte[] snapshot, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] mutant = snapshot.clone();
    boolean sizes = random.nextInt(4) == 0; // the first numbers are sizes and options
    int bound = sizes ? HEADER + 8 : mutant.length;
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      mutant[random.nextInt(bound)] = (byte) random.nextInt();
    }
    return random.nextInt(10) == 0 ? Arrays.copyOf(mutant, random.nextInt(mutant.length)) : mutant;
  }

  private static byte[] reseal(byte[] bytes) {
    if (bytes.length < 8) {
      return bytes;
    }
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length - 8);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(bytes.length - 8, checksum.getValue());
    return bytes;
  }

  private static void assertRefused(byte[] bytes, String what) {
    try {
      FeatureRuns.restore(bytes);
    } catch (SnapshotException e) {
      return;
    } catch (RuntimeException e) {
      throw new AssertionError(what, e);
    }
    throw new AssertionError(what + " was read");
  }
}
