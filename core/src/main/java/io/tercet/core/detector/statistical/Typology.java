package io.tercet.core.detector.statistical;

import java.util.List;

/**
 * A way in which fraud is known to look: conditions on features and how they combine. One indicator
 * alone is never proof (FATF 2020): they add up.
 *
 * @param id lower case with underscores, unique
 * @param title for people, a noun phrase
 * @param description one sentence
 * @param source where it is described: a red flag, a paper
 * @param weight how much its word counts against the others', in (0, 1]: its tail probability is
 *     divided by it, a weighted Bonferroni correction (Genovese, Roeder, Wasserman 2006)
 * @param heardBelow 1 for a typology that ranks all transactions; a special one is heard only where
 *     its own tail probability is at most this, in (0, 1), so that many of them do not blur the
 *     order of the rest
 * @param scope what it applies to
 * @param rule how the conditions combine
 * @param conditions at least one
 * @param lookAlikes what innocent traffic looks like it, a line each; may be empty
 */
public record Typology(
    String id,
    String title,
    String description,
    String source,
    double weight,
    double heardBelow,
    Scope scope,
    Rule rule,
    List<Condition> conditions,
    List<String> lookAlikes) {

  private static final int MAX_TITLE = 80;
  private static final int MAX_TEXT = 1000;

  /** A typology that ranks all transactions and whose look-alikes are not known. */
  public Typology(
      String id,
      String title,
      String description,
      String source,
      Rule rule,
      List<Condition> conditions) {
    this(id, title, description, source, 1, 1, Scope.ANY, rule, conditions, List.of());
  }

  /** What a typology applies to. */
  public enum Scope {
    /** All transactions. */
    ANY,
    /**
     * Transactions of a named account. An address has no habits: that of an exchange pays for
     * thousands of people.
     */
    ACCOUNTS
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
    if (!(heardBelow > 0 && heardBelow <= 1)) {
      throw new IllegalArgumentException(
          "heardBelow of typology '%s' must be in (0, 1], got %s".formatted(id, heardBelow));
    }
    requireText(id, "title", title, MAX_TITLE);
    requireText(id, "description", description, MAX_TEXT);
    requireText(id, "source", source, MAX_TEXT);
    conditions = List.copyOf(conditions);
    if (conditions.isEmpty()) {
      throw new IllegalArgumentException("typology '" + id + "' has no conditions");
    }
    lookAlikes = List.copyOf(lookAlikes);
    lookAlikes.forEach(line -> requireText(id, "look-alike", line, MAX_TEXT));
  }

  /** Whether it ranks all transactions, rather than being heard in its tail alone. */
  public boolean isGeneral() {
    return heardBelow == 1;
  }

  private static void requireText(String id, String part, String text, int most) {
    if (text.isBlank() || text.length() > most || text.indexOf('\n') >= 0) {
      throw new IllegalArgumentException(
          "the %s of typology '%s' must be one line of 1 to %d characters, got '%s'"
              .formatted(part, id, most, text.lines().findFirst().orElse("")));
    }
  }
}
