package io.tercet.jobs.typologies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.tercet.core.detector.statistical.Condition;
import io.tercet.core.detector.statistical.Typology;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.feature.Feature;
import io.tercet.jobs.JobException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypologyPacksTest {
  private static final String GOOD =
      """
      typologies:
        - id: mine
          title: Mine
          description: What only happens here.
          source: Our own cases.
          weight: 0.5
          rule: sum
          conditions:
            - feature: count_1h
              direction: high
              weight: 2
              max_tail: 0.01
              at_least: 3
            - {feature: customer_age, direction: low, at_most: 7d}
          look_alikes:
            - Salaries.
            - A new shop.
      """;

  @TempDir Path folder;

  @Test
  void theStandardPackSaysWhatItsTypologiesAre() {
    List<Typology> standard = TypologyPacks.standard();
    EnsembleOptions.defaults(standard); // refuses two of the same id
    assertThat(standard).hasSizeGreaterThan(10);
    assertThat(standard).allSatisfy(typology -> assertThat(typology.description()).endsWith("."));
  }

  @Test
  void aTypologyIsReadWithAllItsParts() {
    Typology typology = read(GOOD).getFirst();
    assertThat(typology.id()).isEqualTo("mine");
    assertThat(typology.title()).isEqualTo("Mine");
    assertThat(typology.description()).isEqualTo("What only happens here.");
    assertThat(typology.source()).isEqualTo("Our own cases.");
    assertThat(typology.weight()).isEqualTo(0.5);
    assertThat(typology.rule()).isEqualTo(Typology.Rule.SUM);
    assertThat(typology.lookAlikes()).containsExactly("Salaries.", "A new shop.");
    assertThat(typology.conditions())
        .containsExactly(
            Condition.high(Feature.COUNT_1H).weighted(2).within(0.01).fromPlain(3),
            Condition.low(Feature.CUSTOMER_AGE).fromPlain(7 * 86_400));
  }

  @Test
  void aGateStandsJustBeyondTheValueThatItNames() {
    assertThat(gate(Condition.high(Feature.COUNT_1H).fromPlain(3)))
        .isLessThanOrEqualTo((float) Math.log1p(3))
        .isGreaterThan((float) Math.log1p(2));
    assertThat(gate(Condition.low(Feature.CUSTOMER_COUNT).fromPlain(3)))
        .isGreaterThanOrEqualTo((float) Math.log1p(3))
        .isLessThan((float) Math.log1p(4));
    assertThat(gate(Condition.high(Feature.LOOK_ALIKE).fromPlain(1))).isEqualTo(1);
    assertThat(gate(Condition.high(Feature.AMOUNT_RATIO).fromPlain(10)))
        .isCloseTo((float) Math.log(10), offset(1e-5f));
  }

  private static float gate(Condition condition) {
    return (float) condition.gateValue();
  }

  @Test
  void aFilesTypologiesAreAddedOrTakeThePlaceOfThoseOfTheSameId() {
    List<Typology> own =
        read(GOOD + GOOD.substring(GOOD.indexOf('-') - 2).replace("mine", "fan_in"));
    List<Typology> standard = TypologyPacks.standard();
    List<Typology> merged = TypologyPacks.merged(List.of(standard, own));
    assertThat(merged).hasSize(standard.size() + 1).contains(own.get(0), own.get(1));
    assertThat(merged.stream().map(Typology::id).toList())
        .startsWith(standard.stream().map(Typology::id).toArray(String[]::new))
        .endsWith("mine");
  }

  @Test
  void whatIsWrongIsSaidWithFileAndLine() {
    refused(
        "weight: 0.5", "wieght: 0.5", "unknown key 'wieght' in own.yaml line 6. Maybe 'weight'?");
    refused("max_tail", "tail_max", "unknown key 'tail_max' in own.yaml line 12.");
    refused(
        "typologies:",
        "typologie:",
        "unknown key 'typologie' in own.yaml line 1. Maybe 'typologies'?");
    refused(
        "count_1h",
        "count_1g",
        "own.yaml line 9: there is no feature 'count_1g'. Maybe 'count_1h'?");
    refused(
        "rule: sum",
        "rule: some",
        "own.yaml line 7: 'rule' must be one of all, any, sum, got 'some'.");
    refused(
        "direction: high",
        "direction: up",
        "own.yaml line 10: 'direction' must be one of low, high");
    refused(
        "at_least: 3", "at_most: 3", "own.yaml line 13: 'at_most' contradicts direction 'high'");
    refused(
        "at_least: 3",
        "at_least: three",
        "own.yaml line 13: 'at_least' must be a number, got 'three'");
    refused("at_least: 3", "at_least: -5", "own.yaml line 9: 'count_1h' can never be -5");
    refused(
        "weight: 0.5", "weight: 5", "own.yaml line 2: weight of typology 'mine' must be in (0, 1]");
    refused("weight: 2", "weight: [2]", "own.yaml line 11: 'weight' must be one value");
    refused("title: Mine", "id: mine", "key 'id' stands twice in own.yaml, again in line 3");
    refused("    title: Mine\n", "", "own.yaml line 2: 'title' is missing");
    refused("- Salaries.", "- {a: b}", "own.yaml line 16: 'look_alikes' must be a list of texts");
    refused("rule: sum", "rule: 'sum", "own.yaml line");
  }

  @Test
  void whatIsNoListOfTypologiesIsRefused() {
    for (String text :
        List.of(
            "", "- 1", "typologies: 7", "typologies: []", "typologies: [1]", "--- {}\n--- {}")) {
      assertThatThrownBy(() -> read(text))
          .as(text)
          .isInstanceOf(JobException.class)
          .hasMessageStartingWith("own.yaml line");
    }
    assertThatThrownBy(() -> read(GOOD + GOOD.substring(GOOD.indexOf('-') - 2)))
        .hasMessage("own.yaml line 18: typology 'mine' stands there a second time");
    assertThatThrownBy(() -> read("typologies: " + "[".repeat(50)))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("deeper");
  }

  @Test
  void aFileIsBoundedAndMustBeThere() throws Exception {
    Path file = folder.resolve("own.yaml");
    assertThatThrownBy(() -> TypologyPacks.file(file)).hasMessageContaining("does not exist");
    Files.writeString(file, GOOD);
    assertThat(TypologyPacks.file(file)).isEqualTo(read(GOOD));
    Files.writeString(file, GOOD + "#".repeat(1 << 20));
    assertThatThrownBy(() -> TypologyPacks.file(file)).hasMessageContaining("over 1 MB");
  }

  private static List<Typology> read(String text) {
    return TypologyReader.read("own.yaml", text);
  }

  private static void refused(String part, String replacement, String message) {
    assertThat(GOOD).contains(part);
    assertThatThrownBy(() -> read(GOOD.replace(part, replacement)))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith(message);
  }
}
