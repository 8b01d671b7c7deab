package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.AuditLogContract;
import java.nio.file.Path;

class H2AuditLogTest extends AuditLogContract {
  @Override
  protected JdbcMetadataStore open(Path folder) {
    return H2Metadata.open(folder);
  }

  @Override
  protected void tamper(String sql) {
    Statements.run(((JdbcMetadataStore) store()).dataSource(), sql);
  }
}
