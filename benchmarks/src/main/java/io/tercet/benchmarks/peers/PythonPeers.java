package io.tercet.benchmarks.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The worker {@code kernels.py}: one process that runs the kernel it is told to. */
final class PythonPeers implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedReader answers;
  private final Writer questions;
  private final Map<String, String> missing = new LinkedHashMap<>();
  private final List<Contestant> ready = new ArrayList<>();

  /** Starts the worker and waits until each kernel is ready or said to be missing. */
  PythonPeers(Path python, Path script, Path folder, int inputs, List<String> names)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(python.toString(), script.toString(), folder.toString()));
    command.add(Integer.toString(inputs));
    command.addAll(names);
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    answers = process.inputReader();
    questions = process.outputWriter();
    for (int i = 0; i < names.size(); i++) {
      hear();
    }
  }

  private void hear() throws IOException {
    JsonNode answer = answer();
    String name = answer.get("name").asString();
    if (answer.has("missing")) {
      missing.put(name, answer.get("missing").asString());
    } else {
      ready.add(new Peer(name, answer.get("version").asString()));
    }
  }

  private JsonNode answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the Python worker has ended. Maybe a package crashed it.");
    }
    return JSON.readTree(line);
  }

  /** The kernels that can be had here. */
  List<Contestant> ready() {
    return ready;
  }

  /** Why others cannot be had, by name. */
  Map<String, String> missing() {
    return missing;
  }

  @Override
  public void close() {
    process.destroy();
  }

  /** One kernel of the worker. */
  private final class Peer implements Contestant {
    private final String name;
    private final String version;

    Peer(String name, String version) {
      this.name = name;
      this.version = version;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String version() {
      return version;
    }

    @Override
    public Sample measure() throws IOException {
      questions.write(name + "\n");
      questions.flush();
      JsonNode answer = answer();
      return new Sample(
          answer.get("rows").asLong(), answer.get("cpu").asDouble(), answer.get("wall").asDouble());
    }
  }
}
