package io.tercet.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tercet.server.decision.SampleStore;
import io.tercet.store.metadata.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/api.md to the server: its examples run, its tables are whole. */
class ApiDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/api.md");
  private static final Pattern EXAMPLE = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TYPE = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\d{3}) \\|");

  @TempDir Path folder;

  @Test
  void everyExampleRuns() throws Exception {
    assumeThat(hasCurl() || "true".equals(System.getenv("CI"))).as("curl is there").isTrue();
    List<String> examples =
        EXAMPLE.matcher(Files.readString(DOCUMENT)).results().map(r -> r.group(1)).toList();
    assertThat(examples).hasSizeGreaterThan(3);
    Path file = folder.resolve("test.duckdb");
    SampleStore.create(file, SampleStore.traffic(3_000, 3));
    try (RunningServer server = new RunningServer(file)) {
      for (String example : examples) {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", example).redirectErrorStream(true);
        shell.environment().put("TERCET_URL", server.uri("").toString());
        String token = Objects.requireNonNull(server.tokens.get(Role.ADMINISTRATOR));
        shell.environment().put("TERCET_TOKEN", token);
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s\n%s", example, output).isZero();
        assertThat(output).as(example).startsWith("{").doesNotContain("problem");
      }
    }
  }

  private static boolean hasCurl() throws InterruptedException {
    try {
      return new ProcessBuilder("curl", "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  @Test
  void everyKindOfProblemIsListedWithItsStatus() throws IOException {
    TreeSet<String> listed = new TreeSet<>();
    TYPE.matcher(Files.readString(DOCUMENT))
        .results()
        .forEach(row -> listed.add("urn:tercet:problem:" + row.group(1) + " " + row.group(2)));
    TreeSet<String> known = new TreeSet<>();
    Arrays.stream(Problem.Kind.values())
        .forEach(kind -> known.add(kind.type() + " " + kind.status()));
    assertThat(listed).isEqualTo(known);
  }

  @Test
  void everyPathIsListed() throws IOException {
    String document = Files.readString(DOCUMENT);
    for (Route route : Route.values()) {
      String path = route.path().replace("/api/v1/models/{version}/archive", "/archive");
      assertThat(document).as(route.name()).contains(path);
    }
  }
}
