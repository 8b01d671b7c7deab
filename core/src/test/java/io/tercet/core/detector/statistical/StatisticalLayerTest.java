package io.tercet.core.detector.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tercet.core.detector.statistical.Typology.Rule;
import io.tercet.core.feature.Direction;
import io.tercet.core.feature.Feature;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatisticalLayerTest {
  private static final int ROWS = 700;
  private static final double LN_2 = Math.log(2);

  private final FeatureBlock block = block(9);

  @Test
  void allSumsTheComfortOfItsConditions() {
    for (int seed = 0; seed < 30; seed++) {
      List<Condition> conditions = conditions(new SplittableRandom(seed));
      StatisticalLayer layer = layer(Rule.ALL, conditions);
      float[] scores = scores(layer);
      for (int i = 0; i < ROWS; i++) {
        double sum = 0;
        for (Condition c : conditions) {
          sum -= c.weight() * Math.log(1 - p(layer, c, i));
        }
        assertThat((double) scores[i]).as("seed %d", seed).isCloseTo(sum, within(1e-4 * (1 + sum)));
      }
    }
  }

  @Test
  void anyTakesTheMostUnusualCondition() {
    for (int seed = 0; seed < 30; seed++) {
      List<Condition> conditions = conditions(new SplittableRandom(seed));
      StatisticalLayer layer = layer(Rule.ANY, conditions);
      float[] scores = scores(layer);
      for (int i = 0; i < ROWS; i++) {
        double least = Double.MAX_VALUE;
        for (Condition c : conditions) {
          least = Math.min(least, -Math.log(1 - p(layer, c, i)) / c.weight());
        }
        assertThat((double) scores[i])
            .as("seed %d", seed)
            .isCloseTo(least, within(1e-4 * (1 + least)));
      }
    }
  }

  @Test
  void sumTurnsTheSumOfSurprisesOver() {
    for (int seed = 0; seed < 30; seed++) {
      List<Condition> conditions = conditions(new SplittableRandom(seed));
      StatisticalLayer layer = layer(Rule.SUM, conditions);
      float[] scores = scores(layer);
      for (int i = 0; i < ROWS; i++) {
        double sum = 0;
        for (Condition c : conditions) {
          sum -= c.weight() * Math.log(p(layer, c, i));
        }
        double expected = 1 / (sum + 0.01);
        assertThat((double) scores[i])
            .as("seed %d", seed)
            .isCloseTo(expected, within(1e-4 * (1 + expected)));
      }
    }
  }

  @Test
  void aConditionMayLookAtTheEndThatIsNotTheFeaturesOwn() {
    assertThat(Feature.AMOUNT.direction()).isEqualTo(Direction.HIGH);
    float[] high = scores(layer(Rule.ALL, List.of(Condition.high(Feature.AMOUNT))));
    float[] low = scores(layer(Rule.ALL, List.of(Condition.low(Feature.AMOUNT))));
    float[] values = block.columns[Feature.AMOUNT.ordinal()];
    int largest = 0;
    int least = 0;
    for (int i = 0; i < ROWS; i++) {
      largest = values[i] > values[largest] || Float.isNaN(values[largest]) ? i : largest;
      least = values[i] < values[least] || Float.isNaN(values[least]) ? i : least;
    }
    assertThat(high[largest]).isLessThan(0.01f).isLessThan(high[least]);
    assertThat(low[least]).isLessThan(0.01f).isLessThan(low[largest]);
  }

  @Test
  void gatesTakeRowsOutWhateverTheRule() {
    Condition byTail = Condition.high(Feature.AMOUNT).within(0.1);
    Condition byValue = Condition.low(Feature.PARTY_AGE).from(-0.5);
    for (Rule rule : Rule.values()) {
      StatisticalLayer open =
          layer(rule, List.of(Condition.high(Feature.AMOUNT), Condition.low(Feature.PARTY_AGE)));
      StatisticalLayer gated = layer(rule, List.of(byTail, byValue));
      float[] expected = scores(open);
      float[] actual = scores(gated);
      int passed = 0;
      for (int i = 0; i < ROWS; i++) {
        boolean passes =
            p(gated, byTail, i) <= 0.1 && block.columns[Feature.PARTY_AGE.ordinal()][i] <= -0.5f;
        passed += passes ? 1 : 0;
        assertThat(actual[i]).isEqualTo(passes ? expected[i] : StatisticalLayer.NOT_APPLICABLE);
      }
      assertThat(passed).isBetween(5, 100);
    }
  }

  @Test
  void nanIsNeitherSuspiciousNorInnocentAndOpensNoGate() {
    Condition plain = Condition.high(Feature.AMOUNT);
    block.columns[Feature.AMOUNT.ordinal()][0] = Float.NaN;
    assertThat((double) scores(layer(Rule.ALL, List.of(plain)))[0]).isCloseTo(LN_2, within(1e-6));
    for (Condition gated : List.of(plain.within(0.99), plain.from(-1e9))) {
      assertThat(scores(layer(Rule.ALL, List.of(gated)))[0])
          .isEqualTo(StatisticalLayer.NOT_APPLICABLE);
    }
  }

  @Test
  void surpriseIsTheTailInTheFeaturesOwnDirection() {
    StatisticalLayer layer = layer(Rule.ALL, List.of(Condition.high(Feature.AMOUNT)));
    StatisticalLayer.Scorer scorer = layer.scorer(ROWS);
    scorer.score(block);
    for (int d = 0; d < StatisticalLayer.DIRECTED.size(); d++) {
      Feature feature = StatisticalLayer.DIRECTED.get(d);
      for (int i = 0; i < ROWS; i += 50) {
        float value = block.columns[feature.ordinal()][i];
        double p = layer.tail(feature).tail(value, feature.direction() == Direction.HIGH);
        assertThat((double) scorer.surprise[d][i]).isCloseTo(-Math.log(p), within(1e-4));
      }
    }
  }

  @Test
  void aLayerReadBackGivesTheSameBits() throws ModelFormatException {
    List<Condition> conditions = conditions(new SplittableRandom(4));
    StatisticalLayer layer = layer(Rule.ALL, conditions);
    Tensors tensors = new Tensors();
    layer.writeTo(tensors, "s.");
    StatisticalLayer read = StatisticalLayer.readFrom(tensors, "s.", layer.typologies());
    assertThat(scores(read)).isEqualTo(scores(layer));
  }

  @Test
  void conditionsAndTypologiesOutOfRangeAreRefused() {
    Condition amount = Condition.high(Feature.AMOUNT);
    refused(() -> new Condition(Feature.AMOUNT, Direction.NONE, 1, 1, 0), "amount");
    refused(() -> amount.weighted(0), "weight");
    refused(() -> amount.weighted(Double.NaN), "weight");
    refused(() -> amount.weighted(10.5), "weight");
    refused(() -> amount.within(0), "gateTail");
    refused(() -> amount.within(Double.NaN), "gateTail");
    refused(() -> typology("Upper", Rule.ALL, List.of(amount)), "Upper");
    refused(() -> typology("none", Rule.ALL, List.of()), "none");
  }

  private static void refused(Runnable creation, String named) {
    assertThatThrownBy(creation::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }

  private static double p(StatisticalLayer layer, Condition c, FeatureBlock block, int i) {
    return layer.tail(c.feature()).tail(block.columns[c.feature().ordinal()][i], c.isHigh());
  }

  private double p(StatisticalLayer layer, Condition c, int i) {
    return p(layer, c, block, i);
  }

  private float[] scores(StatisticalLayer layer) {
    StatisticalLayer.Scorer scorer = layer.scorer(ROWS);
    scorer.score(block);
    return scorer.typologies[0];
  }

  private static StatisticalLayer layer(Rule rule, List<Condition> conditions) {
    return StatisticalLayer.fit(block(8).columns, ROWS, List.of(typology("t", rule, conditions)));
  }

  private static Typology typology(String id, Rule rule, List<Condition> conditions) {
    return new Typology(id, "Title", "Description.", "source", rule, conditions);
  }

  private static List<Condition> conditions(SplittableRandom random) {
    return random
        .ints(1 + random.nextInt(4), 0, Feature.count())
        .mapToObj(f -> {
          Feature feature = Feature.all().get(f);
          Condition condition =
              random.nextBoolean() ? Condition.high(feature) : Condition.low(feature);
          return condition.weighted(0.1 + random.nextDouble());
        })
        .toList();
  }

  private static FeatureBlock block(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FeatureBlock block = new FeatureBlock(ROWS);
    block.size = ROWS;
    for (float[] column : block.columns) {
      for (int i = 0; i < ROWS; i++) {
        column[i] = random.nextInt(20) == 0 ? Float.NaN : (float) random.nextGaussian();
      }
    }
    return block;
  }
}
