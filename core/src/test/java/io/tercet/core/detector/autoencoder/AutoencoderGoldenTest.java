package io.tercet.core.detector.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.model.Safetensors;
import io.tercet.core.model.Tensors;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The same arguments give the same bits: in this process, on every machine, in every version. */
class AutoencoderGoldenTest {
  private static final int ROWS = 3_000;

  @Test
  void theFileOfATrainedModelIsKnown() throws Exception {
    byte[] file = trained(1);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(file);

    assertThat(HexFormat.of().formatHex(digest))
        .isEqualTo("7c2d54b8797e7a3fab662c36e4537399755e91296c5691cfb66d430dde1b8e2e");
  }

  @Test
  void theSameSeedGivesTheSameBitsHoweverManyTrainAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<byte[]>> files = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        files.add(threads.submit(() -> trained(5)));
      }
      byte[] alone = trained(5);
      for (Future<byte[]> file : files) {
        assertThat(file.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void anotherSeedGivesAnotherModel() {
    assertThat(Arrays.equals(trained(1), trained(2))).isFalse();
  }

  private static byte[] trained(long seed) {
    AutoencoderOptions options = AutoencoderOptions.defaults().withEpochs(5);
    Autoencoder model = new AutoencoderTrainer(options).train(columns(), ROWS, seed);
    Tensors tensors = new Tensors();
    model.writeTo(tensors, "autoencoder.");
    return Safetensors.encode(tensors);
  }

  /** Made of integers, because sines and logarithms may differ between machines. */
  private static float[][] columns() {
    SplitMix64 random = new SplitMix64(77);
    float[][] columns = new float[13][ROWS];
    for (int r = 0; r < ROWS; r++) {
      int a = random.nextInt(1_000);
      int b = random.nextInt(1_000);
      for (int f = 0; f < columns.length; f++) {
        columns[f][r] = a * (f - 4) + b * (f % 3) + random.nextInt(100);
      }
    }
    return columns;
  }
}
