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
 * @param rule how the conditions combine
 * @param conditions at least one
 */
public record Typology(
    String id,
    String title,
    String description,
    String source,
    Rule rule,
    List<Condition> conditions) {

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
    conditions = List.copyOf(conditions);
    if (conditions.isEmpty()) {
      throw new IllegalArgumentException("typology '" + id + "' has no conditions");
    }
  }
}
