package io.tercet.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.transaction.TransactionBlock;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawsPropertyTest {
  private static final int DRAWS = 200_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void gaussiansHaveTheMomentsOfTheNormalDistribution(long seed) {
    SimulationRandom random = new SimulationRandom(seed);
    double sum = 0;
    double squares = 0;
    double fourths = 0;
    for (int i = 0; i < DRAWS; i++) {
      double z = random.gaussian();
      sum += z;
      squares += z * z;
      fourths += z * z * z * z;
    }
    assertThat(sum / DRAWS).as("seed %d", seed).isBetween(-0.01, 0.01);
    assertThat(squares / DRAWS).as("seed %d", seed).isBetween(0.98, 1.02);
    assertThat(fourths / DRAWS).as("seed %d", seed).isBetween(2.85, 3.15);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anAliasTableDrawsInProportionToWeights(long seed) {
    SimulationRandom random = new SimulationRandom(seed);
    double[] weights = {0, 1, 2, 0.5, 30, 7, 0.01};
    AliasTable table = new AliasTable(weights);
    int[] counts = new int[weights.length];
    for (int i = 0; i < DRAWS; i++) {
      counts[table.draw(random)]++;
    }
    for (int i = 0; i < weights.length; i++) {
      double expected = DRAWS * weights[i] / 40.51;
      assertThat((double) counts[i])
          .as("seed %d, weight %s", seed, weights[i])
          .isBetween(expected - 6 * Math.sqrt(expected), expected + 6 * Math.sqrt(expected));
    }
  }

  @ParameterizedTest
  @EnumSource(Coin.class)
  void amountsStayOnTheGridOfTheirCurrency(Coin coin) {
    SimulationRandom random = new SimulationRandom(coin.ordinal());
    for (int i = 0; i < 10_000; i++) {
      double units = random.logNormal(300 / coin.startPrice, 3);
      BigDecimal amount = new BigDecimal(Double.toString(Amounts.human(coin, units, random)));
      assertThat(amount.signum()).isPositive();
      assertThat(amount.stripTrailingZeros().scale()).isLessThanOrEqualTo(coin.decimals);
    }
  }

  @Test
  void roundAmountsHaveFewDigits() {
    assertThat(Amounts.round(Coin.USDT, 1_234.56, 1)).isEqualTo(1_000);
    assertThat(Amounts.round(Coin.USDT, 1_251, 2)).isEqualTo(1_300);
    assertThat(Amounts.round(Coin.BTC, 0.0123456789, 3)).isEqualTo(0.0123);
    assertThat(Amounts.exact(Coin.BTC, 1e-15)).isEqualTo(1e-8);
  }

  @ParameterizedTest
  @EnumSource(Chain.class)
  void addressesAreDistinctAndLookAlikesShareOnlyTheirEnds(Chain chain) {
    Set<String> seen = new HashSet<>();
    for (long key = 0; key < 2_000; key++) {
      String address = Addresses.of(chain, key);
      String fake = Addresses.lookAlike(address, Addresses.of(chain, key + 1_000_000));
      assertThat(seen.add(address)).isTrue();
      assertThat(seen.add(fake)).isTrue();
      assertThat(fake).hasSameSizeAs(address);
      assertThat(TransactionBlock.shape(fake)).isEqualTo(TransactionBlock.shape(address));
    }
  }
}
