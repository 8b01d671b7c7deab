package io.tercet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.store.ModelRegistry.ModelRecord;
import io.tercet.store.ModelRegistry.Status;
import org.junit.jupiter.api.Test;

/** What every registry of models must do. */
public abstract class ModelRegistryContract extends StoreContract {
  @Test
  void anEmptyRegistryHasNoModel() {
    assertThat(store().models().active()).isEmpty();
    assertThat(store().models().list()).isEmpty();
    assertThat(store().models().find("m1")).isEmpty();
  }

  @Test
  void aModelComesBackAsItWas() {
    ModelRecord model = Samples.model("m1", Status.SHADOW);
    byte[] file = {5, 0, -1, 77};
    store().models().register(model, file);
    assertThat(store().models().find("m1")).contains(model);
    assertThat(store().models().file("m1")).isEqualTo(file);
    assertThat(store().models().active()).isEmpty();
  }

  @Test
  void modelsAreListedNewestFirst() {
    Samples.register(store(), "m1", "m2", "m3");
    assertThat(store().models().list())
        .extracting(ModelRecord::version)
        .containsExactly("m3", "m2", "m1");
  }

  @Test
  void scoresReferToModelsByNumber() {
    assertThat(store().models().numbered()).isEmpty();
    Samples.register(store(), "m1", "m2");
    assertThat(store().models().numbered().values())
        .extracting(ModelRecord::version)
        .containsExactlyInAnyOrder("m1", "m2");
  }

  @Test
  void aVersionIsRegisteredOnce() {
    store().models().register(Samples.model("m1", Status.TESTING), new byte[] {1});
    assertThatThrownBy(
            () -> store().models().register(Samples.model("m1", Status.ACTIVE), new byte[] {2}))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("m1");
    assertThat(store().models().file("m1")).containsExactly(1);
    assertThat(store().models().active()).isEmpty();
  }

  @Test
  void atMostOneModelIsActive() {
    Samples.register(store(), "m1", "m2");
    store().models().activate("m1");
    store().models().activate("m2");
    assertThat(store().models().active()).map(ModelRecord::version).contains("m2");
    assertThat(store().models().find("m1")).map(ModelRecord::status).contains(Status.ARCHIVED);
    store().models().register(Samples.model("m3", Status.ACTIVE), new byte[0]);
    store().models().activate("m3");
    assertThat(store().query("SELECT * FROM model_registry WHERE status='active'"))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("version", "m3"));
    store().models().activate("m1");
    assertThat(store().models().active()).map(ModelRecord::version).contains("m1");
  }

  @Test
  void aModelThatIsNotActiveCanBePutAway() {
    Samples.register(store(), "m1", "m2");
    store().models().activate("m1");
    store().models().archive("m2");
    assertThat(store().models().find("m2")).map(ModelRecord::status).contains(Status.ARCHIVED);
    for (String version : new String[] {"m1", "nope"}) {
      assertThatThrownBy(() -> store().models().archive(version))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(version);
    }
    assertThat(store().models().active()).map(ModelRecord::version).contains("m1");
  }

  @Test
  void activatingAnUnknownModelChangesNothing() {
    Samples.register(store(), "m1");
    store().models().activate("m1");
    assertThatThrownBy(() -> store().models().activate("nope"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("nope");
    assertThat(store().models().active()).map(ModelRecord::version).contains("m1");
  }

  @Test
  void aVersionThatIsNoFileNameIsRefused() {
    for (String version : new String[] {"", "../m", "a b", "x".repeat(101)}) {
      assertThatThrownBy(() -> Samples.register(store(), version))
          .as(version)
          .isInstanceOf(StoreException.class);
    }
  }

  @Test
  void theFileOfAnUnknownModelIsAnError() {
    assertThatThrownBy(() -> store().models().file("m1")).isInstanceOf(StoreException.class);
  }
}
