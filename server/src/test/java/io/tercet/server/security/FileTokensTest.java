package io.tercet.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.store.metadata.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTokensTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;

  @Test
  void tokensComeBackFromTheFileWhichDoesNotHoldThem() throws Exception {
    Path file = folder.resolve("tokens");
    FileTokens tokens = new FileTokens(file);
    assertThat(tokens.hasNoAdministrator()).isTrue();
    String admin = tokens.create("root", Role.ADMINISTRATOR, NOW);
    String viewer = tokens.create("screen", Role.VIEWER, NOW);
    assertThat(admin).isNotEqualTo(viewer).hasSizeGreaterThan(40);
    assertThat(Files.readString(file)).doesNotContain(admin).doesNotContain(viewer);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    FileTokens again = new FileTokens(file);
    assertThat(again.authenticate(admin)).contains(new Principal("root", Role.ADMINISTRATOR));
    assertThat(again.authenticate(viewer)).contains(new Principal("screen", Role.VIEWER));
    assertThat(again.authenticate(viewer + "x")).isEmpty();
    assertThat(again.authenticate("x".repeat(100_000))).isEmpty();
    assertThat(again.revoke("screen")).isTrue();
    assertThat(again.revoke("screen")).isFalse();
    assertThat(new FileTokens(file).authenticate(viewer)).isEmpty();
  }

  @Test
  void theLastAdministratorStays() {
    FileTokens tokens = new FileTokens(folder.resolve("tokens"));
    tokens.create("root", Role.ADMINISTRATOR, NOW);
    assertThatThrownBy(() -> tokens.revoke("root"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("last administrator");
    tokens.create("other", Role.ADMINISTRATOR, NOW);
    assertThat(tokens.revoke("root")).isTrue();
  }

  @Test
  void aTokenMadeElsewhereMustBeLongAndANameUnique() {
    FileTokens tokens = new FileTokens(folder.resolve("tokens"));
    assertThatThrownBy(() -> tokens.accept("root", Role.ADMINISTRATOR, "secret", NOW))
        .hasMessageContaining("32 to 256 characters");
    tokens.accept("root", Role.ADMINISTRATOR, "s".repeat(40), NOW);
    assertThat(tokens.authenticate("s".repeat(40))).isPresent();
    assertThatThrownBy(() -> tokens.create("root", Role.VIEWER, NOW))
        .hasMessageContaining("already");
    assertThatThrownBy(() -> tokens.create("a b", Role.VIEWER, NOW))
        .hasMessageContaining("letters");
  }

  @Test
  void aLineThatIsNoTokenIsAnError() throws Exception {
    Path file = folder.resolve("tokens");
    Files.writeString(file, "root administrator yesterday\n");
    assertThatThrownBy(() -> new FileTokens(file)).hasMessageContaining("line 1");
  }
}
