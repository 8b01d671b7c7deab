package io.tercet.core.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalTextPropertyTest {
  private static final String ALPHABET = "0xX1abcABC BLTDR~!\t\u007F\u0000é\u00A0\uFFFDz9";

  @Test
  void whatIsNormalStaysAsItIs() {
    int normal = 0;
    for (long seed = 1; seed <= 20_000; seed++) {
      Random random = new Random(seed);
      String text = text(random, random.nextInt(24));
      byte[] bytes = ("--" + text + "--").getBytes(UTF_8);
      int end = bytes.length - 2;
      if (NormalText.isNormal(bytes, 2, end)) {
        normal++;
        assertThat(transaction(text).id()).as("seed %d", seed).isEqualTo(text);
        assertThat(transaction(text).fromAddress()).as("seed %d", seed).isEqualTo(text);
        assertThat(transaction(text).account()).as("seed %d", seed).isEqualTo(text);
        assertThat(TransactionBlock.key(bytes, 2, end))
            .as("seed %d", seed)
            .isEqualTo(TransactionBlock.key(text));
        assertThat(TransactionBlock.shape(bytes, 2, end))
            .as("seed %d", seed)
            .isEqualTo(TransactionBlock.shape(text));
      }
    }
    assertThat(normal).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "t1",
        "u6e2574e8",
        "Alice B. <a@b.c>",
        "TF5DNfwo9C16mZzHFCKE12fHs31Ea4MP45",
        "0x52908400098527886e0f7030069857d2e4169ee7",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "0x"
      })
  void usualIdsAndAddressesAreNormal(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    assertThat(NormalText.isNormal(bytes, 0, bytes.length)).isTrue();
    assertThat(TransactionBlock.shape(bytes, 0, bytes.length))
        .isEqualTo(TransactionBlock.shape(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " a",
        "a ",
        "a\tb",
        "a\u007F",
        "0xAB",
        "0Xab",
        "BC1QW508",
        "LTC1QW508",
        "ADDR1Q",
        "é"
      })
  void whatTransactionWouldChangeOrRefuseIsNot(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    assertThat(NormalText.isNormal(bytes, 0, bytes.length)).isFalse();
  }

  @Test
  void lengthIsBounded() {
    byte[] bytes = "a".repeat(257).getBytes(UTF_8);
    assertThat(NormalText.isNormal(bytes, 0, 256)).isTrue();
    assertThat(NormalText.isNormal(bytes, 0, 257)).isFalse();
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "0x" : "");
    String alphabet = random.nextBoolean() ? "0123456789abcdefxT" : ALPHABET;
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static Transaction transaction(String text) {
    return new Transaction(
        text, 1_704_067_200_000_000L, text, "transfer", "BTC", 1, 0, text, null, "completed", -1);
  }
}
