package io.tercet.jobs.typologies;

import io.tercet.core.detector.statistical.Condition;
import io.tercet.core.detector.statistical.Typology;
import io.tercet.core.feature.Feature;
import io.tercet.jobs.JobException;
import io.tercet.jobs.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads typologies from the text of a YAML file. Strict: what is not known is an error. */
final class TypologyReader {
  private static final List<String> FILE_KEYS = List.of("typologies");
  private static final List<String> TYPOLOGY_KEYS =
      List.of(
          "id",
          "title",
          "description",
          "source",
          "weight",
          "heard_below",
          "applies_to",
          "rule",
          "conditions",
          "look_alikes");
  private static final List<String> CONDITION_KEYS =
      List.of("feature", "direction", "weight", "max_tail", "at_least", "at_most");
  private static final List<String> RULES = List.of("all", "any", "sum");
  private static final List<String> SCOPES = List.of("any", "accounts");
  private static final List<String> DIRECTIONS = List.of("low", "high");
  private static final List<String> FEATURES = Feature.all().stream().map(Feature::id).toList();

  private final String name;

  private TypologyReader(String name) {
    this.name = name;
  }

  /**
   * The typologies of a file, in its order.
   *
   * @param name of the file, for messages
   * @throws JobException if the file holds anything but typologies; says where and what
   */
  static List<Typology> read(String name, String text) {
    return new TypologyReader(name).file(YamlDocument.read(name, text));
  }

  private List<Typology> file(YamlNode.Keys document) {
    YamlFields fields = new YamlFields(name, document, FILE_KEYS);
    List<Typology> typologies = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (YamlNode item : fields.items("typologies")) {
      Typology typology = typology(new YamlFields(name, keys(item), TYPOLOGY_KEYS));
      if (!ids.add(typology.id())) {
        throw fields.error(
            item.line(), "typology '%s' stands there a second time".formatted(typology.id()));
      }
      typologies.add(typology);
    }
    if (typologies.isEmpty()) {
      throw fields.error(fields.line(), "there are no typologies in it");
    }
    return List.copyOf(typologies);
  }

  private Typology typology(YamlFields fields) {
    List<Condition> conditions = new ArrayList<>();
    for (YamlNode item : fields.items("conditions")) {
      conditions.add(condition(new YamlFields(name, keys(item), CONDITION_KEYS)));
    }
    Typology.Rule rule = Typology.Rule.values()[choice(fields, "rule", RULES)];
    Typology.Scope scope =
        fields.scalar("applies_to").isPresent()
            ? Typology.Scope.values()[choice(fields, "applies_to", SCOPES)]
            : Typology.Scope.ANY;
    return built(
        fields,
        () ->
            new Typology(
                fields.text("id"),
                fields.text("title").strip(),
                fields.text("description").strip(),
                fields.text("source").strip(),
                fields.number("weight").orElse(1.0),
                fields.number("heard_below").orElse(1.0),
                scope,
                rule,
                conditions,
                fields.texts("look_alikes")));
  }

  private Condition condition(YamlFields fields) {
    Feature feature = feature(fields);
    boolean high = choice(fields, "direction", DIRECTIONS) == 1;
    @Nullable Double gate = gate(fields, high);
    return built(
        fields,
        () -> {
          Condition plain =
              (high ? Condition.high(feature) : Condition.low(feature))
                  .weighted(fields.number("weight").orElse(1.0))
                  .within(fields.number("max_tail").orElse(1.0));
          return gate == null ? plain : plain.fromPlain(gate);
        });
  }

  private Feature feature(YamlFields fields) {
    String id = fields.text("feature");
    return Feature.find(id)
        .orElseThrow(() ->
            fields.error(
                line(fields, "feature"),
                "there is no feature '%s'.%s".formatted(id, Nearest.hint(id, FEATURES))));
  }

  /** The value gate in plain units; it looks the way the condition does. */
  private @Nullable Double gate(YamlFields fields, boolean high) {
    String other = high ? "at_most" : "at_least";
    if (fields.scalar(other).isPresent()) {
      throw fields.error(
          line(fields, other),
          "'%s' contradicts direction '%s'. Maybe '%s'?"
              .formatted(other, high ? "high" : "low", high ? "at_least" : "at_most"));
    }
    return fields
        .scalar(high ? "at_least" : "at_most")
        .map(scalar ->
            Durations.isDuration(scalar.text())
                ? Durations.seconds(scalar.text())
                : fields.number(high ? "at_least" : "at_most").orElseThrow())
        .orElse(null);
  }

  private int choice(YamlFields fields, String key, List<String> words) {
    String text = fields.text(key);
    int at = words.indexOf(text);
    if (at < 0) {
      throw YamlFields.notOneOf(name, line(fields, key), key, text, words);
    }
    return at;
  }

  private static int line(YamlFields fields, String key) {
    return fields.scalar(key).map(YamlNode.Scalar::line).orElse(fields.line());
  }

  private YamlNode.Keys keys(YamlNode node) {
    if (node instanceof YamlNode.Keys keys) {
      return keys;
    }
    throw new JobException("%s line %d: expected 'key: value'".formatted(name, node.line()));
  }

  /** What a record refuses is the file's fault. */
  private static <T> T built(YamlFields fields, Supplier<T> builder) {
    try {
      return builder.get();
    } catch (IllegalArgumentException e) {
      throw fields.error(fields.line(), String.valueOf(e.getMessage()));
    }
  }
}
