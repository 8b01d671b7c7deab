package io.tercet.store.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.store.metadata.UserStore.Access;
import io.tercet.store.metadata.UserStore.ApiToken;
import io.tercet.store.metadata.UserStore.NewToken;
import io.tercet.store.metadata.UserStore.User;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of users must do. */
public abstract class UserStoreContract extends MetadataContract {
  private static final Set<String> SCOPES = Set.of("decisions:write", "alerts:read");

  private final Random random = new Random(5);

  private Secret token(NewToken token) {
    Secret secret = Secret.generate(random);
    assertThat(store().users().addToken(token, secret, NOW)).isPresent();
    return secret;
  }

  private void addAnna() {
    assertThat(store().users().add("anna", Role.ANALYST, null, NOW)).isPresent();
  }

  @Test
  void thereIsNobodyAtFirst() {
    assertThat(store().users().all()).isEmpty();
    assertThat(store().users().find("anna")).isEmpty();
    assertThat(store().users().authenticate(Secret.generate(random).reveal(), NOW)).isEmpty();
    assertThat(store().users().setRole("anna", Role.VIEWER)).isFalse();
    assertThat(
            store()
                .users()
                .addToken(new NewToken("anna", "x", Set.of(), null), Secret.generate(random), NOW))
        .isEmpty();
  }

  @Test
  void aNameIsTakenOnce() {
    addAnna();
    assertThat(store().users().add("anna", Role.ADMINISTRATOR, null, NOW)).isEmpty();
    assertThat(store().users().all()).containsExactly(new User("anna", Role.ANALYST, true, NOW));
  }

  @Test
  void roleAndPasswordCanBeChanged() {
    addAnna();
    assertThat(store().users().passwordHash("anna")).isEmpty();
    assertThat(store().users().setPassword("anna", "$argon2id$x")).isTrue();
    assertThat(store().users().setRole("anna", Role.OPERATOR)).isTrue();
    assertThat(store().users().passwordHash("anna")).contains("$argon2id$x");
    assertThat(store().users().find("anna")).map(User::role).contains(Role.OPERATOR);
  }

  @Test
  void aTokenOpensForItsUserUntilItExpires() {
    addAnna();
    NewToken token = new NewToken("anna", "airflow", SCOPES, NOW.plusSeconds(60));
    Secret secret = token(token);

    Access access =
        store().users().authenticate(secret.reveal(), NOW.plusSeconds(59)).orElseThrow();
    assertThat(access.user().name()).isEqualTo("anna");
    assertThat(access.token().token()).isEqualTo(token);
    assertThat(store().users().authenticate(secret.reveal(), NOW.plusSeconds(60))).isEmpty();
    assertThat(store().users().authenticate(secret.reveal() + "x", NOW)).isEmpty();
    assertThat(store().users().authenticate(secret.hash(), NOW)).isEmpty();
  }

  @Test
  void aRevokedTokenOpensNoMore() {
    addAnna();
    Secret secret = token(new NewToken("anna", "x", Set.of(), null));
    long id = store().users().tokens("anna").getFirst().id();
    assertThat(store().users().revoke(id, NOW)).isTrue();
    assertThat(store().users().revoke(id, NOW)).isFalse();
    assertThat(store().users().authenticate(secret.reveal(), NOW)).isEmpty();
    assertThat(store().users().tokens(null).getFirst().revokedAt()).isEqualTo(NOW);
  }

  @Test
  void aDisabledUserIsNotLetIn() {
    addAnna();
    Secret secret = token(new NewToken("anna", "x", Set.of(), null));
    store().users().setEnabled("anna", false);
    assertThat(store().users().authenticate(secret.reveal(), NOW)).isEmpty();
    store().users().setEnabled("anna", true);
    assertThat(store().users().authenticate(secret.reveal(), NOW)).isPresent();
  }

  @Test
  void theLastUseIsNotedToAMinute() {
    addAnna();
    Secret secret = token(new NewToken("anna", "x", Set.of(), null));
    assertThat(store().users().tokens("anna")).extracting(ApiToken::lastUsedAt).containsOnlyNulls();
    for (Duration after :
        new Duration[] {Duration.ZERO, Duration.ofSeconds(59), Duration.ofSeconds(61)}) {
      store().users().authenticate(secret.reveal(), NOW.plus(after));
      assertThat(store().users().tokens("anna").getFirst().lastUsedAt())
          .isEqualTo(after.toSeconds() > 60 ? NOW.plus(after) : NOW);
    }
  }

  @Test
  void scopesAreChecked() {
    assertThatThrownBy(() -> new NewToken("anna", "x", Set.of("a b"), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a b'");
  }
}
