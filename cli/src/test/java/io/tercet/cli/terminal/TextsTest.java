package io.tercet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class TextsTest {
  @Test
  void wideAndCombiningCharactersCountAsTheyAreShown() {
    assertThat(Texts.width("abc")).isEqualTo(3);
    assertThat(Texts.width("日本")).isEqualTo(4);
    assertThat(Texts.width("e\u0301")).isEqualTo(1);
    assertThat(Texts.width("🚀")).isEqualTo(2);
  }

  @Test
  void cutTextsKeepTheirEnds() {
    assertThat(Texts.cutMiddle("0123456789", 5)).isEqualTo("01…89");
    assertThat(Texts.cutEnd("0123456789", 5)).isEqualTo("0123…");
    assertThat(Texts.cutMiddle("01234", 5)).isEqualTo("01234");
  }

  @Test
  void noCutIsWiderThanAskedFor() {
    for (long seed = 0; seed < 500; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("SplittableRandom").create(seed);
      String text = randomText(random);
      int width = 1 + random.nextInt(20);

      assertThat(Texts.width(Texts.cutEnd(text, width)))
          .as("seed %d", seed)
          .isLessThanOrEqualTo(width);
      assertThat(Texts.width(Texts.cutMiddle(text, width)))
          .as("seed %d", seed)
          .isLessThanOrEqualTo(width);
    }
  }

  @Test
  void wrappedLinesFitAndLoseNothingButSpaces() {
    for (long seed = 0; seed < 500; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("SplittableRandom").create(seed);
      String text = randomText(random);
      int width = 2 + random.nextInt(20);

      assertThat(Texts.wrap(text, width))
          .as("seed %d", seed)
          .allSatisfy(line -> assertThat(Texts.width(line)).isLessThanOrEqualTo(width));
      assertThat(String.join("", Texts.wrap(text, width)).replace(" ", ""))
          .as("seed %d", seed)
          .isEqualTo(text.replace(" ", ""));
    }
  }

  private static String randomText(RandomGenerator random) {
    int[] alphabet = {'a', 'b', ' ', ' ', '日', 0x1F680, 'é'};
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }
}
