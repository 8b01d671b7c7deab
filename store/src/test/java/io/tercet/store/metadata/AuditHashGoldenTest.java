package io.tercet.store.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.store.metadata.AuditLog.AuditEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AuditHashGoldenTest {
  /** Computed by another program from the documented form; see the class under test. */
  private static final String EXPECTED =
      "c4b40e9f1dfedcd7cbfdbee9db56f21a3c35c41722ea90e387f9a08275d5a21b";

  @Test
  void theHashIsThatOfTheDocumentedForm() {
    AuditEvent event = new AuditEvent("anna", "model.activate", "m-ü", null, "{}", "r1");

    assertThat(AuditHash.of(AuditHash.NONE, 1, Instant.parse("2026-05-01T12:00:00.123456Z"), event))
        .isEqualTo(EXPECTED);
  }
}
