package io.tercet.core.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tercet.core.detector.statistical.StatisticalLayer;
import io.tercet.core.feature.Feature;
import io.tercet.core.model.Safetensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real ensemble's file against the Python package {@code safetensors}. */
class EnsembleFormatReferenceTest {
  /** Looks a value up in a tail and a fused score in the curve, as docs/model-format.md says. */
  private static final String READ =
      """
      import sys
      import numpy
      from safetensors import safe_open
      with safe_open(sys.argv[1], framework="np") as file:
          texts = file.metadata()
          tensors = {name: file.get_tensor(name) for name in file.keys()}
      print(len(texts["tercet.features"].split(",")), texts["options.typology.0.id"])
      low, scale, median = tensors["statistical.amount.range"]
      counts = tensors["statistical.amount.counts"].astype(numpy.int64)
      bin = int(min(max((numpy.float32(1.5) - low) * scale + numpy.float32(1), 0), 4095))
      high = (counts[bin + 1:].sum() + counts[bin] / 2 + 0.5) / (counts.sum() + 1)
      print("%.17g %.17g" % (high, median))
      shift, first = tensors["calibration.fused.curve.bins"]
      surprise = tensors["calibration.fused.curve.surprise"]
      bits = int(numpy.float32(0.01).view(numpy.int32))
      bin = min(max((bits >> int(shift)) - int(first), 0), len(surprise) - 1)
      print("%.17g" % surprise[bin])
      """;

  @TempDir private Path folder;

  @Test
  void pythonReadsTailsAndCurvesAsDocumented() throws IOException, InterruptedException {
    requirePython();
    Path file = folder.resolve("ensemble.safetensors");
    Files.write(file, Safetensors.encode(EnsembleFormat.write(SampleEnsemble.MODEL)));

    StatisticalLayer statistical = SampleEnsemble.MODEL.statistical();
    float median = statistical.tail(Feature.AMOUNT).median();
    String[] words = python(READ, file.toString()).split("\\s+");
    assertThat(words[0]).isEqualTo(Integer.toString(Feature.count()));
    assertThat(words[1]).isEqualTo(SampleEnsemble.TYPOLOGIES.get(0).id());
    assertThat(Double.parseDouble(words[2]))
        .isCloseTo(statistical.tail(Feature.AMOUNT).tail(1.5f, true), within(1e-7));
    assertThat(Float.parseFloat(words[3])).isEqualTo(median);
    assertThat(Float.parseFloat(words[4]))
        .isEqualTo(SampleEnsemble.MODEL.fused().curve().surprise(0.01f));
  }

  private static void requirePython() throws IOException, InterruptedException {
    boolean present = isPresent();
    if (!present && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("CI must have python3 with safetensors and numpy");
    }
    assumeTrue(present, "python3 -m pip install safetensors numpy, to run this test");
  }

  private static boolean isPresent() throws InterruptedException {
    try {
      return process("import safetensors, numpy", "").waitFor() == 0;
    } catch (IOException noPython) {
      return false;
    }
  }

  private static String python(String script, String argument)
      throws IOException, InterruptedException {
    Process process = process(script, argument);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static Process process(String script, String argument) throws IOException {
    return new ProcessBuilder("python3", "-X", "utf8", "-c", script, argument)
        .redirectErrorStream(true)
        .start();
  }
}
