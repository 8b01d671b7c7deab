package io.tercet.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the Python package {@code safetensors}, whose layout this is. */
class SafetensorsReferenceTest {
  private static final Tensors MODEL =
      new Tensors()
          .put("bytes", new byte[] {0, 1, -1}, 3, 1)
          .put("ints", new int[] {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE}, 2, 2)
          .put("longs", new long[] {Long.MIN_VALUE, 7})
          .put("floats", new float[] {1.5f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, 3, 4}, 1, 2, 3)
          .put("doubles", new double[] {Math.PI, Double.MIN_VALUE})
          .put("none", new float[0])
          .metadata("größe", "line\n\"quoted\"");

  private static final String READ =
      """
      import hashlib, re, sys
      from safetensors import safe_open
      path = sys.argv[1]
      with safe_open(path, framework="np") as file:
          print(repr(file.metadata()["größe"]).encode("unicode_escape").decode())
          for name in sorted(file.keys()):
              tensor = file.get_tensor(name)
              print(name, tensor.dtype, tensor.shape, tensor.tobytes().hex())
          stated = file.metadata()["tercet.sha256"]
      blank = open(path, "rb").read().replace(stated.encode(), b"0" * 64, 1)
      print(hashlib.sha256(blank).hexdigest() == stated)
      """;

  private static final String WRITE =
      """
      import hashlib, sys
      import numpy
      from safetensors.numpy import save
      blank = "0" * 64
      tensors = {
          "b": numpy.arange(6, dtype=numpy.float32).reshape(2, 3),
          "a": numpy.array([1, 2], dtype=numpy.int64),
      }
      texts = {"tercet.format": "1", "tercet.sha256": blank, "who": "Zoë"}
      file = save(tensors, metadata=texts)
      digest = hashlib.sha256(file).hexdigest()
      open(sys.argv[1], "wb").write(file.replace(blank.encode(), digest.encode(), 1))
      """;

  @TempDir private Path folder;

  @BeforeAll
  static void requirePython() throws IOException, InterruptedException {
    boolean present = present();
    if (!present && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("CI must have python3 with safetensors and numpy");
    }
    assumeTrue(present, "python3 -m pip install safetensors numpy, to run this test");
  }

  private static boolean present() throws InterruptedException {
    try {
      return process("import safetensors, numpy", "").waitFor() == 0;
    } catch (IOException noPython) {
      return false;
    }
  }

  @Test
  void pythonReadsWhatIsWritten() throws IOException, InterruptedException {
    Path file = folder.resolve("model.safetensors");
    Files.write(file, Safetensors.encode(MODEL));

    assertThat(python(READ, file))
        .isEqualTo(
            """
            'line\\\\n"quoted"'
            bytes uint8 (3, 1) 0001ff
            doubles float64 (2,) 182d4454fb2109400100000000000000
            floats float32 (1, 2, 3) 0000c03f0000008001000000ffff7f7f0000404000008040
            ints int32 (2, 2) 00000080ffffffff00000000ffffff7f
            longs int64 (2,) 00000000000000800700000000000000
            none float32 (0,)\s
            True
            """);
  }

  @Test
  void whatPythonWritesIsRead() throws IOException, InterruptedException, ModelFormatException {
    Path file = folder.resolve("python.safetensors");
    python(WRITE, file);

    Tensors expected =
        new Tensors()
            .put("a", new long[] {1, 2})
            .put("b", new float[] {0, 1, 2, 3, 4, 5}, 2, 3)
            .metadata("who", "Zoë");
    assertThat(SampleTensors.same(Safetensors.decode(Files.readAllBytes(file)), expected)).isTrue();
  }

  private static String python(String script, Path file) throws IOException, InterruptedException {
    Process process = process(script, file.toString());
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
