package io.tercet.store.metadata.jdbc;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;

/**
 * Takes connections that are of no more use out of the pool. H2 reports the end of the process that
 * served the database by states of its own, which the pool does not know; and a connection that is
 * used often is never tested.
 */
final class LostConnections implements SQLExceptionOverride {
  @java.lang.Override
  public Override adjudicate(SQLException exception) {
    return exception instanceof SQLNonTransientConnectionException
        ? Override.MUST_EVICT
        : Override.CONTINUE_EVICT;
  }
}
