package io.tercet.benchmarks.peers;

import io.tercet.benchmarks.ShapeBenchmark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Param;
import tools.jackson.databind.ObjectMapper;

/**
 * The shapes of {@link ShapeBenchmark} in processor time, by turns, as kernels are measured.
 * Arguments: {@link Settings}.
 */
public final class Shapes {
  private static final int WARM_UP = 8;

  private Shapes() {}

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    Settings settings = Settings.of(arguments);
    List<Contestant> shapes = new ArrayList<>();
    ShapeBenchmark benchmark = new ShapeBenchmark();
    for (String shape : shapes(ShapeBenchmark.Forest.class)) {
      ShapeBenchmark.Forest forest = new ShapeBenchmark.Forest();
      forest.shape = shape;
      forest.prepare();
      shapes.add(kernel("forest " + shape, () -> benchmark.forest(forest)));
    }
    for (String shape : shapes(ShapeBenchmark.Autoencoder.class)) {
      ShapeBenchmark.Autoencoder autoencoder = new ShapeBenchmark.Autoencoder();
      autoencoder.shape = shape;
      autoencoder.prepare();
      shapes.add(kernel("autoencoder " + shape, () -> benchmark.autoencoder(autoencoder)));
    }
    report(settings, Results.of(shapes, settings.rounds()));
  }

  private static List<String> shapes(Class<?> state) {
    try {
      return List.of(state.getField("shape").getAnnotation(Param.class).value());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A kernel, warm. */
  private static Contestant kernel(String name, Runnable pass) {
    Kernel kernel = new Kernel(name, "", ShapeBenchmark.ROWS, pass);
    for (int i = 0; i < WARM_UP; i++) {
      kernel.measure();
    }
    return kernel;
  }

  private static void report(Settings settings, Results results) throws IOException {
    Map<String, Spread> all = results.all();
    StringBuilder out = new StringBuilder("| shape | µs a row | least–most |\n|---|---:|---:|\n");
    all.forEach((name, micros) ->
        out.append("| %s | %s | %s |\n".formatted(name, micros.middle(), micros.range())));
    new Report(settings)
        .write("shapes", out.toString(), new ObjectMapper().writeValueAsString(all));
    System.out.printf("%n%s", out);
  }
}
