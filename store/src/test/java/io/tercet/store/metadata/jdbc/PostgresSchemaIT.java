package io.tercet.store.metadata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.store.StoreException;
import org.junit.jupiter.api.Test;

class PostgresSchemaIT {
  @Test
  void tablesAreOnlyMadeOnRequest() {
    MetadataOptions options = PostgresMetadata.options(PostgresServer.get().newDatabase());

    assertThatThrownBy(() -> JdbcMetadataStore.open(options))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("has no tables yet")
        .hasMessageContaining("tercet metadata init");
    assertThat(JdbcMetadataStore.migrate(options).version()).isZero();
    assertThat(JdbcMetadataStore.migrate(options).version()).isEqualTo(MetadataSchema.LATEST);
    JdbcMetadataStore.open(options).close();
  }

  @Test
  void aDatabaseOfSomethingElseIsLeftAlone() {
    String url = PostgresServer.get().newDatabase();
    PostgresServer.get()
        .run(url.substring(url.lastIndexOf('/') + 1), "CREATE TABLE others AS SELECT 1 AS a");

    assertThatThrownBy(() -> JdbcMetadataStore.migrate(PostgresMetadata.options(url)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("non-empty schema");
  }

  @Test
  void aDatabaseThatIsNotThereIsNamed() {
    String url = PostgresServer.get().url("nowhere");
    assertThatThrownBy(() -> JdbcMetadataStore.open(PostgresMetadata.options(url)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("nowhere");
  }
}
