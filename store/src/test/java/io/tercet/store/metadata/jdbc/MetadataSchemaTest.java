package io.tercet.store.metadata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.store.StoreException;
import io.tercet.store.metadata.AuditLog.AuditEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataSchemaTest {
  @TempDir Path folder;

  @Test
  void theVersionIsThatOfTheLastScript() throws Exception {
    Path scripts = Path.of("src/main/resources", MetadataSchema.SCRIPTS);
    try (var files = Files.list(scripts)) {
      assertThat(files.map(file -> file.getFileName().toString().substring(1, 4)).sorted().toList())
          .hasSize(MetadataSchema.LATEST)
          .endsWith("%03d".formatted(MetadataSchema.LATEST));
    }
  }

  @Test
  void anEmbeddedDatabaseIsMadeOnceForItsOwnerAlone() throws Exception {
    MetadataOptions options = H2Metadata.options(folder);
    assertThat(JdbcMetadataStore.schema(options).version()).isZero();
    JdbcMetadataStore.open(options).close();

    assertThat(JdbcMetadataStore.schema(options).version()).isEqualTo(MetadataSchema.LATEST);
    assertThat(JdbcMetadataStore.migrate(options).version()).isEqualTo(MetadataSchema.LATEST);
    assertThat(Files.getPosixFilePermissions(folder.resolve("metadata")))
        .isEqualTo(
            Set.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.OWNER_EXECUTE));
  }

  @Test
  void aNewerSchemaIsLeftAlone() {
    try (JdbcMetadataStore store = H2Metadata.open(folder)) {
      Statements.run(
          store.dataSource(),
          "UPDATE \"flyway_schema_history\" SET \"version\" = '900' WHERE \"version\" = '005'");
    }
    MetadataOptions options = H2Metadata.options(folder);
    assertThatThrownBy(() -> JdbcMetadataStore.open(options))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("schema 900")
        .hasMessageContaining("update Tercet");
    assertThatThrownBy(() -> JdbcMetadataStore.migrate(options)).isInstanceOf(StoreException.class);
  }

  @Test
  void optionsDoNotShowThePassword() {
    assertThat(
            MetadataOptions.of(MetadataAddress.parse("postgresql://anna@db/t"), "s3cret")
                .toString())
        .contains("postgresql://anna@db/t")
        .doesNotContain("s3cret");
  }

  @Test
  void whatWasCommittedIsInABackupByScript() throws Exception {
    Path backup = folder.resolve("backup.sql");
    try (JdbcMetadataStore store = H2Metadata.open(folder)) {
      store.settings().set("a", "1", "anna", store.now(), null);
      Statements.run(store.dataSource(), "SCRIPT TO '" + backup + "'");
    }
    Path restored = Files.createDirectory(folder.resolve("restored"));
    MetadataOptions options = H2Metadata.options(restored);
    Statements.run(options.address().dataSource(null), "RUNSCRIPT FROM '" + backup + "'");
    try (JdbcMetadataStore store = JdbcMetadataStore.open(options)) {
      assertThat(store.settings().get("a")).isPresent();
      assertThat(store.audit().append(event(), store.now()).sequence()).isEqualTo(1);
      assertThat(store.audit().verify(null).isSound()).isTrue();
    }
  }

  private static AuditEvent event() {
    return new AuditEvent("anna", "a", "s", null, null, null);
  }
}
