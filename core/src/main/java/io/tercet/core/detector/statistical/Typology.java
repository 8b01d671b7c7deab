package io.tercet.core.detector.statistical;

import java.util.List;

/**
 * A way in which fraud is known to look: conditions on features and how they combine. One indicator
 * alone is never proof (FATF 2020): they add up.
 *
 * @param id lower case with underscores, unique
 * @param title for people, a noun phrase
 * @param description one sentence
 * @param source where it is described
 * @param weight how much its word counts against the others', in (0, 1]: its tail probability is
 *     divided by it, a weighted Bonferroni correction (Genovese, Roeder, Wasserman 2006)
 * @param rule how the conditions combine
 * @param conditions at least one
 */
public record Typology(
    String id,
    String title,
    String description,
    String source,
    double weight,
    Rule rule,
    List<Condition> conditions) {

  /** A typology whose word counts in full. */
  public Typology(
      String id,
      String title,
      String description,
      String source,
      Rule rule,
      List<Condition> conditions) {
    this(id, title, description, source, 1, rule, conditions);
  }

  /** How conditions combine. */
  public enum Rule {
    /** All must hold: Pearson's Σ ln(1 − p); any sign of normality speaks against it. */
    ALL,
    /** Any suffices: the smallest p. */
    ANY,
    /** They add up: Fisher's Σ ln p. */
    SUM
  }

  public Typology {
    if (!id.matches("[a-z][a-z0-9_]{0,63}")) {
      throw new IllegalArgumentException(
          "a typology's id is lower case with underscores, got '" + id + "'");
    }
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException(
          "weight of typology '%s' must be in (0, 1], got %s".formatted(id, weight));
    }
    conditions = List.copyOf(conditions);
    if (conditions.isEmpty()) {
      throw new IllegalArgumentException("typology '" + id + "' has no conditions");
    }
  }
}
