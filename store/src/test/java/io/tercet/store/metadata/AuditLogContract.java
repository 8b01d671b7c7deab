package io.tercet.store.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.store.metadata.AuditLog.AuditEntry;
import io.tercet.store.metadata.AuditLog.AuditEvent;
import io.tercet.store.metadata.AuditLog.AuditFilter;
import io.tercet.store.metadata.AuditLog.Fault;
import io.tercet.store.metadata.AuditLog.Mark;
import io.tercet.store.metadata.AuditLog.Verification;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What every audit must do. */
public abstract class AuditLogContract extends MetadataContract {
  /** Runs a statement past the store, as somebody does who covers up a trace. */
  protected abstract void tamper(String sql);

  private static AuditEvent event(String subject) {
    return new AuditEvent("anna", "settings.change", subject, "{\"a\":1}", "{\"a\":2}", "r-1");
  }

  private void append(int entries) {
    for (int i = 1; i <= entries; i++) {
      store().audit().append(event("s" + i), NOW.plusSeconds(i));
    }
  }

  private Fault fault() {
    return Objects.requireNonNull(store().audit().verify(null).broken());
  }

  @Test
  void anEmptyAuditIsSound() {
    assertThat(store().audit().head()).isEmpty();
    assertThat(store().audit().verify(null)).isEqualTo(new Verification(0, null, null));
    assertThat(store().audit().list(new AuditFilter(null, null, null, 10))).isEmpty();
  }

  @Test
  void entriesComeBackNewestFirst() {
    AuditEvent odd = new AuditEvent("bé", "user.add", "ü \"x\" 🦊", null, null, null);
    AuditEntry first = store().audit().append(odd, NOW);
    AuditEntry second = store().audit().append(event("s2"), NOW.plusNanos(1_500));

    assertThat(first.sequence()).isEqualTo(1);
    assertThat(first.hash()).isEqualTo(AuditHash.of(AuditHash.NONE, 1, NOW, odd));
    assertThat(second.hash())
        .isEqualTo(AuditHash.of(first.hash(), 2, NOW.plusNanos(1_000), event("s2")));
    assertThat(store().audit().list(new AuditFilter(null, null, null, 10)))
        .containsExactly(second, first);
    assertThat(store().audit().list(new AuditFilter("anna", "s2", null, 10)))
        .containsExactly(second);
    assertThat(store().audit().list(new AuditFilter(null, null, 2L, 10))).containsExactly(first);
    assertThat(store().audit().head()).contains(new Mark(2, second.hash()));
    assertThat(store().audit().verify(null))
        .isEqualTo(new Verification(2, new Mark(2, second.hash()), null));
  }

  @Test
  void theFirstChangedEntryIsNamed() {
    append(5);
    tamper("UPDATE audit SET value_after = '{}' WHERE sequence >= 3");
    assertThat(fault().sequence()).isEqualTo(3);
    assertThat(fault().reason()).contains("was changed");
    assertThat(store().audit().verify(null).entries()).isEqualTo(2);
  }

  @Test
  void everyColumnIsCovered() {
    append(1);
    for (String change :
        List.of(
            "happened_at = happened_at + INTERVAL '1' SECOND",
            "who = 'ben'",
            "action = 'x'",
            "subject = 'x'",
            "value_before = NULL",
            "value_after = ''",
            "request = NULL",
            "hash = '" + "1".repeat(64) + "'")) {
      tamper("CREATE TABLE kept AS SELECT * FROM audit");
      tamper("UPDATE audit SET " + change);
      assertThat(fault().sequence()).as(change).isEqualTo(1);
      tamper("DELETE FROM audit");
      tamper("INSERT INTO audit SELECT * FROM kept");
      tamper("DROP TABLE kept");
      assertThat(store().audit().verify(null).isSound()).isTrue();
    }
  }

  @Test
  void aMissingEntryIsNamedWhereverItWas() {
    append(4);
    tamper("DELETE FROM audit WHERE sequence = 2");
    assertThat(fault()).isEqualTo(new Fault(2, "is missing; the next is 3"));
    tamper("DELETE FROM audit WHERE sequence > 1");
    assertThat(fault().sequence()).isEqualTo(2);
    tamper("DELETE FROM audit");
    assertThat(fault().sequence()).isEqualTo(1);
  }

  @Test
  void aChainThatWasMadeAnewIsFoundByAMarkThatWasNoted() {
    append(3);
    Mark noted = store().audit().head().orElseThrow();
    assertThat(store().audit().verify(noted).isSound()).isTrue();
    tamper("DELETE FROM audit");
    tamper("UPDATE audit_head SET sequence = 0, hash = '" + AuditHash.NONE + "'");

    append(2);
    assertThat(store().audit().verify(null).isSound()).isTrue();
    assertThat(Objects.requireNonNull(store().audit().verify(noted).broken()).sequence())
        .isEqualTo(3);
    store().audit().append(event("other"), NOW);
    assertThat(Objects.requireNonNull(store().audit().verify(noted).broken()).reason())
        .contains("not the one that was noted");
  }

  @Test
  void manyThreadsMakeOneChain() throws Exception {
    JobQueueContract.together(
        6,
        i -> {
          for (int n = 0; n < 10; n++) {
            store().audit().append(event(i + "-" + n), NOW);
          }
          return i;
        });

    Verification verification = store().audit().verify(null);
    assertThat(verification.isSound()).isTrue();
    assertThat(verification.entries()).isEqualTo(60);
  }
}
