package io.tercet.core.detector.statistical;

import io.tercet.core.feature.FeatureBlock;
import java.util.Arrays;

/**
 * Scores one typology. Gates come first: nearly all typologies apply to few rows, and nothing else
 * is computed of the others. The gate that fewest training rows passed is asked first, of all rows;
 * the others of what it leaves. Holds scratch memory for one thread.
 */
final class TypologyScorer {
  private final Typology.Rule rule;
  private final Gate[] gates;
  private final Term[] terms;
  private final int[][] places;
  private final int[] allRows;
  private final float[] scores;
  private final int[] open;

  /**
   * @param tails one a feature
   * @param places where the values of each feature lie, filled before each call
   * @param allRows every row of a block
   * @param scores receives one a row
   * @param open receives the rows that the typology applies to, ascending
   */
  TypologyScorer(
      Typology typology,
      TailTable[] tails,
      int[][] places,
      int[] allRows,
      float[] scores,
      int[] open) {
    rule = typology.rule();
    gates = Gate.of(typology, tails).toArray(new Gate[0]);
    terms = typology.conditions().stream().map(c -> Term.of(c, rule, tails)).toArray(Term[]::new);
    this.places = places;
    this.allRows = allRows;
    this.scores = scores;
    this.open = open;
  }

  /**
   * Scores a block; rows that a gate takes out get {@link StatisticalLayer#NOT_APPLICABLE}.
   *
   * @return how many rows it applies to; these are listed unless they are all
   */
  int score(FeatureBlock block) {
    int rows = block.size;
    int[] asked = allRows;
    for (Gate gate : gates) {
      rows = gate.pass(block, places, asked, rows, open);
      asked = open;
    }
    if (rows == block.size) {
      scoreAll(rows);
      return rows;
    }
    Arrays.fill(scores, 0, block.size, StatisticalLayer.NOT_APPLICABLE);
    for (int k = 0; k < rows; k++) {
      scores[open[k]] = scoreOne(open[k]);
    }
    return rows;
  }

  private float scoreOne(int row) {
    float score = rule == Typology.Rule.ANY ? StatisticalLayer.NOT_APPLICABLE : 0;
    for (Term term : terms) {
      float value = term.table[places[term.feature][row]];
      score =
          rule == Typology.Rule.ANY
              ? Math.min(score, value / term.weight)
              : score + term.weight * value;
    }
    return rule == Typology.Rule.SUM ? 1 / (score + StatisticalLayer.SUM_OFFSET) : score;
  }

  /** The same for every row, term by term. */
  private void scoreAll(int rows) {
    Arrays.fill(scores, 0, rows, rule == Typology.Rule.ANY ? StatisticalLayer.NOT_APPLICABLE : 0);
    for (Term term : terms) {
      if (rule == Typology.Rule.ANY) {
        TypologyKernels.least(term.table, places[term.feature], term.weight, scores, rows);
      } else {
        TypologyKernels.add(term.table, places[term.feature], term.weight, scores, rows);
      }
    }
    if (rule == Typology.Rule.SUM) {
      TypologyKernels.invert(scores, rows);
    }
  }

  /**
   * What a condition contributes.
   *
   * @param table −ln of the tail of each place: towards suspicion for a sum, else towards comfort
   */
  @SuppressWarnings("ArrayRecordComponent") // identity is never asked of it
  private record Term(int feature, float[] table, float weight) {
    static Term of(Condition condition, Typology.Rule rule, TailTable[] tails) {
      int f = condition.feature().ordinal();
      boolean high = (rule == Typology.Rule.SUM) == condition.isHigh();
      return new Term(f, tails[f].surprise(high), (float) condition.weight());
    }
  }
}
