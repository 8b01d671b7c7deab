package io.tercet.store.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.store.metadata.SettingsStore.Change;
import io.tercet.store.metadata.SettingsStore.Setting;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of settings must do. */
public abstract class SettingsStoreContract extends MetadataContract {
  private Change set(String name, String value) {
    return store().settings().set(name, value, "anna", NOW, null).orElseThrow();
  }

  @Test
  void nothingIsSetAtFirst() {
    assertThat(store().settings().get("detect.threshold")).isEmpty();
    assertThat(store().settings().all()).isEmpty();
    assertThat(store().settings().history(null, 10)).isEmpty();
    assertThat(store().settings().rollBack(1, "anna", NOW)).isEmpty();
  }

  @Test
  void everyChangeIsKept() {
    Change first = set("detect.threshold", "70");
    Change second =
        store()
            .settings()
            .set("detect.threshold", "75", "ben", NOW.plusSeconds(1), null)
            .orElseThrow();
    set("detect.budget", "20");

    assertThat(first)
        .isEqualTo(new Change(first.id(), "detect.threshold", null, "70", "anna", NOW));
    assertThat(second)
        .isEqualTo(
            new Change(second.id(), "detect.threshold", "70", "75", "ben", NOW.plusSeconds(1)));
    assertThat(store().settings().history("detect.threshold", 10)).containsExactly(second, first);
    assertThat(store().settings().history(null, 2)).hasSize(2);
    assertThat(store().settings().get("detect.threshold"))
        .contains(new Setting("detect.threshold", "75", second.id()));
    assertThat(store().settings().all())
        .extracting(Setting::name)
        .containsExactly("detect.budget", "detect.threshold");
  }

  @Test
  void aValueCanBeTakenAway() {
    set("a", "1");
    Change taken = store().settings().set("a", null, "anna", NOW, null).orElseThrow();

    assertThat(taken.before()).isEqualTo("1");
    assertThat(taken.after()).isNull();
    assertThat(store().settings().get("a")).isEmpty();
    assertThat(store().settings().all()).isEmpty();
  }

  @Test
  void rollingBackIsAChangeToWhatWasBefore() {
    Change first = set("a", "1");
    Change second = set("a", "2");
    set("a", "3");

    Change back = store().settings().rollBack(second.id(), "ben", NOW).orElseThrow();
    assertThat(back.before()).isEqualTo("3");
    assertThat(back.after()).isEqualTo("1");
    assertThat(store().settings().get("a")).map(Setting::value).contains("1");

    store().settings().rollBack(first.id(), "ben", NOW);
    assertThat(store().settings().get("a")).isEmpty();
    assertThat(store().settings().history("a", 10)).hasSize(5);
  }

  @Test
  void whoDoesNotKnowTheLatestChangeIsRefused() {
    Change first = store().settings().set("a", "1", "anna", NOW, 0L).orElseThrow();
    assertThat(store().settings().set("a", "2", "ben", NOW, 0L)).isEmpty();
    assertThat(store().settings().set("a", "2", "ben", NOW, first.id())).isPresent();
    assertThat(store().settings().history("a", 10)).hasSize(2);
  }

  @Test
  void ofManyWhoChangeAtOnceOneWins() throws Exception {
    List<Optional<Change>> changes =
        JobQueueContract.together(6, i -> store().settings().set("a", "" + i, "anna", NOW, 0L));

    assertThat(changes.stream().flatMap(Optional::stream)).hasSize(1);
    assertThat(store().settings().history("a", 10)).hasSize(1);
  }
}
