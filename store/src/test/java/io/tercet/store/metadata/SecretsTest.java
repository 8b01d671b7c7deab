package io.tercet.store.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretsTest {
  @Test
  void aSecretIs256BitsAndDoesNotShowItself() {
    Secret secret = Secret.generate(new Random(1));

    assertThat(secret.reveal()).hasSize(7 + 43).startsWith("tercet_");
    assertThat(Secret.isPlausible(secret.reveal())).isTrue();
    assertThat(Secret.isPlausible("tercet_short")).isFalse();
    assertThat(secret).hasToString("tercet_…");
    assertThat(secret.hash()).isEqualTo(Secret.hash(secret.reveal())).hasSize(64);
    assertThat(Secret.generate(new Random(1)).reveal()).isEqualTo(secret.reveal());
    assertThat(Secret.generate(new Random(2)).reveal()).isNotEqualTo(secret.reveal());
  }

  @Test
  void aPasswordIsKeptAsArgon2id() {
    String hash = Passwords.hash("correct horse battery", new Random(1));

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("horse");
    assertThat(Passwords.hash("correct horse battery", new Random(2))).isNotEqualTo(hash);
    assertThat(Passwords.matches("correct horse battery", hash)).isTrue();
    assertThat(Passwords.matches("correct horse batterx", hash)).isFalse();
    assertThat(Passwords.matches("x".repeat(1_000_000), hash)).isFalse();
  }

  @Test
  void aShortPasswordIsRefused() {
    assertThatThrownBy(() -> Passwords.hash("too short", new Random(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("15 to 256 characters, got 9");
  }

  @Test
  void rolesIncludeThoseBeforeThem() {
    assertThat(Role.ADMINISTRATOR.includes(Role.VIEWER)).isTrue();
    assertThat(Role.ANALYST.includes(Role.ANALYST)).isTrue();
    assertThat(Role.VIEWER.includes(Role.ANALYST)).isFalse();
  }
}
