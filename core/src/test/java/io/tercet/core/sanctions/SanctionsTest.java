package io.tercet.core.sanctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.ensemble.Decision;
import io.tercet.core.ensemble.RiskLevel;
import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.sanctions.Sanctions.Party;
import io.tercet.core.transaction.TransactionBlock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SanctionsTest {
  private static final String SHA = "0".repeat(64);
  private static final String BAD = "0x098B716B8Aaf21512996dC57EB0615e2383E2f96";

  @Test
  void aSetHoldsWhatWasPutInAndNothingElse() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<String> addresses = new ArrayList<>();
      int count = random.nextInt(300);
      for (int i = 0; i < count; i++) {
        addresses.add("addr" + random.nextInt(400));
      }
      Set<String> expected = new HashSet<>(addresses);
      AddressKeys keys = AddressKeys.of(addresses);
      assertThat(keys.size()).as("seed %d", seed).isEqualTo(expected.size());
      for (int i = 0; i < 400; i++) {
        String address = "addr" + i;
        assertThat(keys.contains(TransactionBlock.key(address)))
            .as("seed %d, %s", seed, address)
            .isEqualTo(expected.contains(address));
      }
      assertThat(keys.contains(0)).isFalse();
    }
  }

  @Test
  void spellingDoesNotMatterWhereTheChainIgnoresIt() {
    AddressKeys keys = AddressKeys.of(List.of(BAD, "1Df883c96LVauVsx9FEgnsourD8DELwCUQ"));
    assertThat(keys.contains(TransactionBlock.key(BAD.toLowerCase(Locale.ROOT)))).isTrue();
    assertThat(keys.contains(TransactionBlock.key("1Df883c96LVauVsx9FEgnsourD8DELwCUQ"))).isTrue();
    assertThat(keys.contains(TransactionBlock.key("1df883c96lvauvsx9fegnsourd8delwcuq"))).isFalse();
  }

  @Test
  void whoeverDealsWithAListedPartyIsBlockedAndNobodyElseIsTouched() {
    Sanctions sanctions = sanctions("one", 77);
    for (int column = 0; column < 3; column++) {
      TransactionBlock transactions = transactions();
      List.of(transactions.sender, transactions.receiver, transactions.customer).get(column)[1] =
          77;
      VerdictBlock verdicts = verdicts();
      sanctions.override(transactions, verdicts);
      assertThat(verdicts.totalRisk).containsExactly(12, 100, 12);
      assertThat(verdicts.level).containsExactly(0, RiskLevel.CRITICAL.code(), 0);
      assertThat(verdicts.decision).containsExactly(0, Decision.BLOCKED.code(), 0);
      assertThat(verdicts.rules).containsExactly(5, 5 | VerdictBlock.SANCTIONED, 5);
      assertThat(verdicts.fusedScore).containsExactly(3, 3, 3);
      assertThat(verdicts.statisticalRisk).containsExactly(7, 7, 7);
    }
  }

  @Test
  void theFirstListThatHasAPartyIsNamed() {
    Sanctions sanctions =
        new Sanctions(List.of(list("one", 77), list("two", 78), list("three", 77)));
    assertThat(sanctions.find(1, 78, 77))
        .hasValueSatisfying(hit -> {
          assertThat(hit.list().name()).isEqualTo("one");
          assertThat(hit.party()).isEqualTo(Party.CUSTOMER);
        });
    assertThat(sanctions.find(1, 78, 0)).map(Sanctions.Hit::party).contains(Party.RECEIVER);
    assertThat(sanctions.find(1, 0, 3)).isEmpty();
    assertThat(Sanctions.NONE.find(77, 77, 77)).isEmpty();
  }

  @Test
  void aListNeedsANameAndADigest() {
    AddressKeys none = AddressKeys.of(List.of());
    assertThatThrownBy(() -> new SanctionsList(" ", SHA, none)).hasMessageContaining("name");
    assertThatThrownBy(() -> new SanctionsList("one", "abc", none)).hasMessageContaining("'abc'");
  }

  private static Sanctions sanctions(String name, long key) {
    return new Sanctions(List.of(list(name, key)));
  }

  private static SanctionsList list(String name, long key) {
    return new SanctionsList(name, SHA, AddressKeys.ofKeys(key));
  }

  private static TransactionBlock transactions() {
    TransactionBlock block = new TransactionBlock(3);
    block.size = 3;
    for (int i = 0; i < 3; i++) {
      block.sender[i] = 10 + i;
      block.receiver[i] = i == 2 ? 0 : 20 + i;
      block.customer[i] = 30 + i;
    }
    return block;
  }

  private static VerdictBlock verdicts() {
    VerdictBlock block = new VerdictBlock(3);
    block.size = 3;
    for (int i = 0; i < 3; i++) {
      block.totalRisk[i] = 12;
      block.fusedScore[i] = 3;
      block.statisticalRisk[i] = 7;
      block.rules[i] = 5;
    }
    return block;
  }
}
