package io.tercet.store.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.store.metadata.RunStore.NewRun;
import io.tercet.store.metadata.RunStore.Run;
import io.tercet.store.metadata.RunStore.RunEnd;
import io.tercet.store.metadata.RunStore.RunFilter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every record of runs must do. */
public abstract class RunStoreContract extends MetadataContract {
  @Test
  void anEmptyRecordHasNoRun() {
    assertThat(store().runs().list(RunFilter.latest(10))).isEmpty();
    assertThat(store().runs().find(1)).isEmpty();
  }

  @Test
  void aRunComesBackAsItBegan() {
    NewRun begun =
        new NewRun(
            "train",
            "duckdb:ü \"x\".duckdb",
            Instant.parse("2018-01-01T00:00:00Z"),
            Instant.parse("2018-02-01T00:00:00.000001Z"),
            7L,
            PLACE);

    long id = store().runs().begin(begun, NOW);

    assertThat(store().runs().find(id)).contains(new Run(id, begun, NOW, null, null));
    assertThat(store().runs().find(id)).map(Run::state).contains(RunState.RUNNING);
  }

  @Test
  void aRunEndsOnce() {
    long id = store().runs().begin(run("detect"), NOW);
    RunEnd end = new RunEnd(RunState.SUCCEEDED, "m1", 5_000_000_000L, 12L, null);

    assertThat(store().runs().finish(id, end, NOW.plusSeconds(9))).isTrue();
    assertThat(store().runs().finish(id, RunEnd.failed("late"), NOW.plusSeconds(10))).isFalse();

    assertThat(store().runs().find(id))
        .contains(new Run(id, run("detect"), NOW, end, NOW.plusSeconds(9)));
  }

  @Test
  void aRunThatWasTakenForAbandonedMayStillEnd() {
    long id = store().runs().begin(run("detect"), NOW);
    RunEnd abandoned = new RunEnd(RunState.ABANDONED, null, null, null, "its process is gone");

    assertThat(store().runs().finish(id, abandoned, NOW)).isTrue();
    assertThat(store().runs().finish(id, RunEnd.failed("disk full"), NOW)).isTrue();

    assertThat(store().runs().find(id)).map(Run::state).contains(RunState.FAILED);
  }

  @Test
  void anUnknownRunDoesNotEnd() {
    assertThat(store().runs().finish(99, RunEnd.failed("x"), NOW)).isFalse();
  }

  @Test
  void runsAreFoundByKindStateHostAndTimeNewestFirst() {
    long first = store().runs().begin(run("import"), NOW);
    long second = store().runs().begin(run("train"), NOW.plusSeconds(60));
    long third = store().runs().begin(run("import"), NOW.plusSeconds(120));
    store().runs().finish(first, RunEnd.failed("no"), NOW.plusSeconds(1));
    RunFilter all = RunFilter.latest(10);

    assertThat(store().runs().list(all)).extracting(Run::id).containsExactly(third, second, first);
    assertThat(store().runs().list(RunFilter.latest(2)))
        .extracting(Run::id)
        .containsExactly(third, second);
    assertThat(store().runs().list(all.before(third)))
        .extracting(Run::id)
        .containsExactly(second, first);
    assertThat(store().runs().list(all.ofKind("import")))
        .extracting(Run::id)
        .containsExactly(third, first);
    assertThat(store().runs().list(all.inState(RunState.RUNNING)))
        .extracting(Run::id)
        .containsExactly(third, second);
    assertThat(store().runs().list(all.onHost("host-b"))).isEmpty();
    assertThat(store().runs().list(all.within(NOW.plusSeconds(60), NOW.plusSeconds(120))))
        .extracting(Run::id)
        .containsExactly(second);
  }

  @Test
  void whatIsTooLongOrHasNulIsShortenedOrRefused() {
    long id = store().runs().begin(run("import"), NOW);
    store().runs().finish(id, RunEnd.failed("a\0b" + "x".repeat(20_000)), NOW);

    assertThat(store().runs().find(id).orElseThrow().end().error())
        .startsWith("a␀b")
        .endsWith("…")
        .hasSize(10_000);
    assertThatThrownBy(() -> run(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kind");
    assertThatThrownBy(() -> RunFilter.latest(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("limit must be in [1, 10000], got 0");
  }

  @Test
  void theDatabaseHasAClock() {
    assertThat(Duration.between(store().now(), Instant.now()).abs())
        .isLessThan(Duration.ofMinutes(1));
  }
}
