package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.AuditLogContract;
import java.nio.file.Path;

class PostgresAuditLogIT extends AuditLogContract {
  @Override
  protected JdbcMetadataStore open(Path folder) {
    return PostgresMetadata.open();
  }

  @Override
  protected void tamper(String sql) {
    Statements.run(((JdbcMetadataStore) store()).dataSource(), sql);
  }
}
