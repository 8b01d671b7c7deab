package io.tercet.benchmarks.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Runs whole processes under {@code measure.py}. */
final class Commands {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Settings settings;

  Commands(Settings settings) {
    this.settings = settings;
  }

  /** Runs a command that must succeed. */
  Measured run(List<String> command) throws IOException {
    JsonNode result = measure(command);
    if (result.get("exit").asInt() != 0) {
      throw new IOException(
          "failed with %s: %s. See %s."
              .formatted(result.get("exit"), String.join(" ", command), log()));
    }
    return new Measured(
        result.get("wall").asDouble(), result.get("cpu").asDouble(), result.get("rss").asDouble());
  }

  private JsonNode measure(List<String> command) throws IOException {
    List<String> all = new ArrayList<>();
    all.add(settings.python().toString());
    all.add(settings.script("measure.py").toString());
    all.addAll(command);
    Process process =
        new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.appendTo(log())).start();
    try (var out = process.getInputStream()) {
      return JSON.readTree(new String(out.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private java.io.File log() {
    return settings.work().resolve("commands.log").toFile();
  }
}
