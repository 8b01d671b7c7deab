package io.tercet.core.ensemble;

import io.tercet.core.detector.autoencoder.AutoencoderOptions;
import io.tercet.core.detector.forest.ForestOptions;
import io.tercet.core.detector.statistical.Condition;
import io.tercet.core.detector.statistical.Rule;
import io.tercet.core.detector.statistical.Rules;
import io.tercet.core.detector.statistical.Typology;
import io.tercet.core.feature.Direction;
import io.tercet.core.feature.Feature;
import io.tercet.core.feature.FeatureOptions;
import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Options as texts in a model's metadata, one a value, readable by people. */
final class OptionsFormat {
  private OptionsFormat() {}

  static void write(EnsembleOptions o, Tensors out) {
    out.metadata(
        "options.features", numbers(o.features().maxPairs(), o.features().maxCurrencies()));
    out.metadata(
        "options.forest",
        numbers(o.forest().trees(), o.forest().sampleSize(), o.forest().contamination()));
    writeAutoencoder(o.autoencoder(), out);
    out.metadata(
        "options.weights",
        numbers(o.weights().statistical(), o.weights().forest(), o.weights().autoencoder()));
    out.metadata(
        "options.thresholds",
        numbers(o.thresholds().medium(), o.thresholds().high(), o.thresholds().critical()));
    out.metadata(
        "options.shares", numbers(o.learnShare(), o.calibrationShare(), o.rollingWindow()));
    out.metadata(
        "options.rules",
        o.rules().all().stream()
            .map(rule -> rule.kind().id() + " " + rule.weight() + " " + rule.threshold())
            .collect(Collectors.joining(";")));
    out.metadata("options.typologies", Integer.toString(o.typologies().size()));
    for (int t = 0; t < o.typologies().size(); t++) {
      writeTypology(o.typologies().get(t), "options.typology." + t + ".", out);
    }
  }

  private static void writeAutoencoder(AutoencoderOptions a, Tensors out) {
    out.metadata(
        "options.autoencoder.hidden",
        a.hidden().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    out.metadata(
        "options.autoencoder",
        numbers(
            a.epochs(),
            a.batchSize(),
            a.adam().learningRate(),
            a.adam().beta1(),
            a.adam().beta2(),
            a.adam().epsilon(),
            a.validationShare(),
            a.patience(),
            a.maxRowsPerEpoch(),
            a.l2()));
  }

  private static void writeTypology(Typology typology, String prefix, Tensors out) {
    out.metadata(prefix + "id", typology.id());
    out.metadata(prefix + "title", typology.title());
    out.metadata(prefix + "description", typology.description());
    out.metadata(prefix + "source", typology.source());
    out.metadata(prefix + "weight", Double.toString(typology.weight()));
    out.metadata(prefix + "heard_below", Double.toString(typology.heardBelow()));
    out.metadata(prefix + "scope", typology.scope().name());
    out.metadata(prefix + "rule", typology.rule().name());
    out.metadata(
        prefix + "conditions",
        typology.conditions().stream()
            .map(OptionsFormat::condition)
            .collect(Collectors.joining(";")));
    out.metadata(prefix + "look_alikes", String.join("\n", typology.lookAlikes()));
  }

  private static String condition(Condition c) {
    return String.join(
        " ",
        c.feature().id(),
        c.direction().name().toLowerCase(Locale.ROOT),
        Double.toString(c.weight()),
        Double.toString(c.gateTail()),
        Double.toString(c.gateValue()));
  }

  static EnsembleOptions read(Tensors in) throws ModelFormatException {
    try {
      double[] features = numbers(in, "options.features", 2);
      double[] forest = numbers(in, "options.forest", 3);
      double[] weights = numbers(in, "options.weights", 3);
      double[] thresholds = numbers(in, "options.thresholds", 3);
      double[] shares = numbers(in, "options.shares", 3);
      return new EnsembleOptions(
          new FeatureOptions((int) features[0], (int) features[1]),
          new ForestOptions((int) forest[0], (int) forest[1], forest[2]),
          readAutoencoder(in),
          readTypologies(in),
          readRules(in),
          new Weights(weights[0], weights[1], weights[2]),
          new Thresholds(thresholds[0], thresholds[1], thresholds[2]),
          shares[0],
          shares[1],
          (int) shares[2]);
    } catch (IllegalArgumentException e) { // NumberFormatException among them
      throw new ModelFormatException("the model's options are wrong: " + e.getMessage());
    }
  }

  private static AutoencoderOptions readAutoencoder(Tensors in) throws ModelFormatException {
    List<Integer> hidden = new ArrayList<>();
    for (String units : in.requireMetadata("options.autoencoder.hidden").split(" ", -1)) {
      hidden.add(Integer.valueOf(units));
    }
    double[] a = numbers(in, "options.autoencoder", 10);
    return new AutoencoderOptions(
        hidden,
        (int) a[0],
        (int) a[1],
        new AutoencoderOptions.Adam(a[2], a[3], a[4], a[5]),
        a[6],
        (int) a[7],
        (int) a[8],
        a[9]);
  }

  private static Rules readRules(Tensors in) throws ModelFormatException {
    List<Rule> rules = new ArrayList<>();
    String text = in.requireMetadata("options.rules");
    for (String line : text.isEmpty() ? new String[0] : text.split(";", -1)) {
      String[] parts = parts(line, 3);
      rules.add(
          new Rule(ruleKind(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2])));
    }
    return new Rules(rules);
  }

  private static Rule.Kind ruleKind(String id) throws ModelFormatException {
    for (Rule.Kind kind : Rule.Kind.values()) {
      if (kind.id().equals(id)) {
        return kind;
      }
    }
    throw new ModelFormatException("the model names a rule that is unknown here: '" + id + "'");
  }

  private static List<Typology> readTypologies(Tensors in) throws ModelFormatException {
    int count = Integer.parseInt(in.requireMetadata("options.typologies"));
    List<Typology> typologies = new ArrayList<>();
    for (int t = 0; t < count; t++) { // ends at the first one that is missing
      typologies.add(readTypology(in, "options.typology." + t + "."));
    }
    return typologies;
  }

  private static Typology readTypology(Tensors in, String prefix) throws ModelFormatException {
    List<Condition> conditions = new ArrayList<>();
    for (String line : in.requireMetadata(prefix + "conditions").split(";", -1)) {
      conditions.add(readCondition(parts(line, 5)));
    }
    return new Typology(
        in.requireMetadata(prefix + "id"),
        in.requireMetadata(prefix + "title"),
        in.requireMetadata(prefix + "description"),
        in.requireMetadata(prefix + "source"),
        Double.parseDouble(in.requireMetadata(prefix + "weight")),
        Double.parseDouble(in.requireMetadata(prefix + "heard_below")),
        Typology.Scope.valueOf(in.requireMetadata(prefix + "scope")),
        Typology.Rule.valueOf(in.requireMetadata(prefix + "rule")),
        conditions,
        in.requireMetadata(prefix + "look_alikes").lines().toList());
  }

  private static Condition readCondition(String[] parts) throws ModelFormatException {
    Feature feature =
        Feature.find(parts[0])
            .orElseThrow(
                () -> new ModelFormatException("the model names feature '" + parts[0] + "'"));
    return new Condition(
        feature,
        Direction.valueOf(parts[1].toUpperCase(Locale.ROOT)),
        Double.parseDouble(parts[2]),
        Double.parseDouble(parts[3]),
        Double.parseDouble(parts[4]));
  }

  private static String[] parts(String line, int count) throws ModelFormatException {
    String[] parts = line.split(" ", -1);
    if (parts.length != count) {
      throw new ModelFormatException("expected %d words in '%s'".formatted(count, line));
    }
    return parts;
  }

  private static String numbers(double... values) {
    StringBuilder text = new StringBuilder();
    for (double value : values) {
      text.append(text.isEmpty() ? "" : " ").append(value);
    }
    return text.toString();
  }

  private static double[] numbers(Tensors in, String key, int count) throws ModelFormatException {
    String[] parts = parts(in.requireMetadata(key), count);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = Double.parseDouble(parts[i]);
    }
    return values;
  }
}
