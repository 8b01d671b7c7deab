package io.tercet.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {
  @TempDir private Path folder;

  private Settings load(String yaml) throws IOException {
    return load(yaml, Map.of());
  }

  private Settings load(String yaml, Map<String, String> environment) throws IOException {
    return new SettingsLoader(environment).load(file(yaml).toString());
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("tercet.yaml"), yaml);
  }

  @Test
  void withoutFileAndVariablesEverythingIsDefault() {
    Settings settings = new SettingsLoader(Map.of()).load(null);

    assertThat(Keys.ALL)
        .allSatisfy(key -> {
          assertThat(settings.<Object>get(cast(key))).isEqualTo(key.fallback());
          assertThat(settings.origin(key)).isEqualTo("default");
        });
  }

  @SuppressWarnings("unchecked")
  private static Key<Object> cast(Key<?> key) {
    return (Key<Object>) key;
  }

  @Test
  void everyKeyIsReadFromFileAndFromItsVariable() throws IOException {
    for (Key<?> key : Keys.ALL) {
      Sample sample = Sample.of(key);

      Settings fromFile = load(sample.yaml());
      assertThat(fromFile.yaml(key)).as(key.path()).isEqualTo(sample.value());
      assertThat(fromFile.origin(key)).startsWith("tercet.yaml line ");

      Settings fromVariable = new SettingsLoader(Map.of(key.variable(), sample.value())).load(null);
      assertThat(fromVariable.yaml(key)).as(key.path()).isEqualTo(sample.value());
      assertThat(fromVariable.origin(key)).isEqualTo("environment " + key.variable());
    }
  }

  /** A key with a value that is not its default. */
  private record Sample(Key<?> key, String value) {
    static Sample of(Key<?> key) {
      Object fallback = key.fallback();
      String value =
          switch (fallback) {
            case Long number -> String.valueOf(number == 1 ? 2 : number - 1);
            case Double number -> number == 0 ? "0.125" : trim(number / 2);
            case Optional<?> _ -> "0.75";
            case List<?> list when key.group().matches("typologies|sanctions") ->
                list.isEmpty() ? "[own.yaml, two.yaml]" : "[]";
            case List<?> _ -> "[7, 3, 7]";
            default -> key.path().equals("ensemble.profile") ? "original" : "duckdb:other.duckdb";
          };
      return new Sample(key, value);
    }

    private static String trim(double value) {
      return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    String yaml() {
      StringBuilder yaml = new StringBuilder();
      String[] parts = key.path().split("\\.", -1);
      for (int i = 0; i < parts.length; i++) {
        yaml.append("  ".repeat(i)).append(parts[i]).append(i < parts.length - 1 ? ":\n" : ": ");
      }
      return yaml.append(value).append('\n').toString();
    }
  }

  @Test
  void anOptionWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
    Map<String, String> environment = Map.of("TERCET_DETECT_THRESHOLD", "70");

    Settings settings = load("detect:\n  threshold: 65\ntrain: {seed: 7}\n", environment);

    assertThat(settings.get(Keys.DETECT_THRESHOLD)).contains(70.0);
    assertThat(settings.get(Keys.TRAIN_SEED)).isEqualTo(7);
    Settings withOption = settings.with(Keys.DETECT_THRESHOLD, "75", "option --threshold");
    assertThat(withOption.get(Keys.DETECT_THRESHOLD)).contains(75.0);
    assertThat(withOption.origin(Keys.DETECT_THRESHOLD)).isEqualTo("option --threshold");
  }

  @Test
  void theEnvironmentMayNameTheFile() throws IOException {
    Path file = file("train: {seed: 9}");

    Settings settings = new SettingsLoader(Map.of("TERCET_CONFIG", file.toString())).load(null);

    assertThat(settings.get(Keys.TRAIN_SEED)).isEqualTo(9);
  }

  @Test
  void aSecretIsReadFromTheFileThatItsVariableNames() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "duckdb:vault.duckdb\n");

    Settings settings =
        new SettingsLoader(Map.of("TERCET_STORE_FILE", secret.toString())).load(null);

    assertThat(settings.get(Keys.STORE)).isEqualTo("duckdb:vault.duckdb");
    assertThat(settings.origin(Keys.STORE)).isEqualTo("environment TERCET_STORE_FILE");
  }

  @Test
  void aVariableAndItsFileTogetherAreRefused() {
    assertThatThrownBy(() ->
            new SettingsLoader(Map.of("TERCET_STORE", "a", "TERCET_STORE_FILE", "b")).load(null))
        .hasMessageContaining("TERCET_STORE and TERCET_STORE_FILE are both set");
  }

  @Test
  void anUnknownKeyNamesFileAndLineAndSuggestsTheNearest() {
    assertThatThrownBy(() -> load("# mine\n\ndetect:\n  treshold: 60\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("unknown key 'treshold' in tercet.yaml line 4. Maybe 'threshold'?");
    assertThatThrownBy(() -> load("detec:\n  threshold: 60\n"))
        .hasMessage("unknown key 'detec' in tercet.yaml line 1. Maybe 'detect'?");
    assertThatThrownBy(() -> load("zebra: 1\n"))
        .hasMessage("unknown key 'zebra' in tercet.yaml line 1.");
  }

  @Test
  void aWrongTypeOrValueSaysWhatArrivedAndWhere() {
    assertThatThrownBy(() -> load("forest:\n  trees: many\n"))
        .hasMessage(
            "forest.trees must be a whole number in [1, 1000], got 'many' (tercet.yaml line 2)");
    assertThatThrownBy(() -> load("forest:\n  trees: [1]\n"))
        .hasMessageContaining("forest.trees must be a whole number")
        .hasMessageContaining("got a list (tercet.yaml line 2)");
    assertThatThrownBy(() -> load("forest:\n  trees:\n"))
        .hasMessageContaining("got nothing (tercet.yaml line 2)");
    assertThatThrownBy(() -> load("forest: 3\n"))
        .hasMessageContaining("'forest' in tercet.yaml line 1 is a group of keys (trees,")
        .hasMessageContaining("got '3'");
    assertThatThrownBy(() -> load("autoencoder: {hidden: 16}\n"))
        .hasMessageContaining("autoencoder.hidden must be a list")
        .hasMessageContaining("got '16'");
    assertThatThrownBy(() -> load("detect: {threshold: 101}"))
        .hasMessageContaining("a number in [0.001, 100], or none, got '101'");
    assertThatThrownBy(() -> load("detect: {threshold: .nan}"))
        .hasMessageContaining("a number in [0.001, 100]");
  }

  @Test
  void aWrongVariableIsNamed() {
    assertThatThrownBy(() -> new SettingsLoader(Map.of("TERCET_TRAIN_SEED", "x")).load(null))
        .hasMessage("train.seed must be a whole number, got 'x' (environment TERCET_TRAIN_SEED)");
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() {
    assertThatThrownBy(() -> load("store: duckdb:a\nstore: duckdb:b\n"))
        .hasMessageContaining("tercet.yaml")
        .hasMessageContaining("2");
  }

  @Test
  void whatIsNotYamlIsRefusedWithItsLine() {
    assertThatThrownBy(() -> load("store: duckdb:a\n  : [\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("tercet.yaml line ");
    assertThatThrownBy(() -> load("just text"))
        .hasMessage("tercet.yaml line 1: expected 'key: value', got 'just text'");
    assertThatThrownBy(() -> load("- a\n- b\n")).hasMessageContaining("got a list");
    assertThatThrownBy(() -> load("store: duckdb:a\n---\nstore: duckdb:b\n"))
        .hasMessageContaining("second document");
  }

  @Test
  void anEmptyFileChangesNothing() throws IOException {
    assertThat(load("").origin(Keys.STORE)).isEqualTo("default");
    assertThat(load("# only a comment\n").origin(Keys.STORE)).isEqualTo("default");
    assertThat(load("train:\n").origin(Keys.TRAIN_SEED)).isEqualTo("default");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> new SettingsLoader(Map.of()).load(folder + "/none.yaml"))
        .hasMessageContaining("none.yaml does not exist");
  }

  @Test
  void whatIsPrintedReadsBackAsTheSame() throws IOException {
    Settings settings =
        load(
            "store: 'duckdb:a folder/#1.duckdb'\nautoencoder: {hidden: [9, 4, 9]}\ndetect: {budget: 5}\n");

    Settings again = load(String.join("\n", SettingsYaml.lines(settings)));

    assertThat(Keys.ALL)
        .allSatisfy(key -> assertThat(again.yaml(key)).isEqualTo(settings.yaml(key)));
    assertThat(SettingsYaml.lines(settings))
        .anyMatch(line -> line.endsWith("# tercet.yaml line 1"));
  }

  @Test
  void aMisspeltVariableIsWarnedOfAndAForeignOneIsNot() {
    SettingsLoader loader =
        new SettingsLoader(
            Map.of("TERCET_DETECT_TRESHOLD", "1", "TERCET_SERVICE_HOST", "10.0.0.1", "HOME", "/"));

    assertThat(loader.misspeltVariables())
        .containsExactly(
            "environment variable TERCET_DETECT_TRESHOLD is not used."
                + " Maybe TERCET_DETECT_THRESHOLD?");
  }

  @Test
  void pathsAndVariablesAreDistinct() {
    assertThat(Keys.ALL.stream().map(Key::path)).doesNotHaveDuplicates();
    assertThat(Keys.ALL.stream().map(Key::variable)).doesNotHaveDuplicates();
    assertThat(Keys.ALL)
        .allSatisfy(key -> assertThat(key.meaning()).isNotBlank().doesNotEndWith("."));
  }
}
