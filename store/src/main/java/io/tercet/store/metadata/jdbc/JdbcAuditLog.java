package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.AuditHash;
import io.tercet.store.metadata.AuditLog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The audit in tables {@code audit} and {@code audit_head}. */
final class JdbcAuditLog implements AuditLog {
  private static final int PAGE = 1_000;

  private final Database database;

  JdbcAuditLog(Database database) {
    this.database = database;
  }

  /** A row of {@code audit_head}; the sequence is 0 and the hash zeros before the first entry. */
  private record Head(long sequence, String hash) {}

  @Override
  public AuditEntry append(AuditEvent event, Instant at) {
    Instant time = at.truncatedTo(ChronoUnit.MICROS);
    return database.transaction(connection -> {
      Head head = readHead(connection, " FOR UPDATE");
      long sequence = head.sequence() + 1;
      String hash = AuditHash.of(head.hash(), sequence, time, event);
      insert(connection, new AuditEntry(sequence, time, event, hash));
      Sql.update(connection, "UPDATE audit_head SET sequence = ?, hash = ?", sequence, hash);
      return new AuditEntry(sequence, time, event, hash);
    });
  }

  private static void insert(Connection connection, AuditEntry entry) throws SQLException {
    AuditEvent event = entry.event();
    Sql.update(
        connection,
        """
        INSERT INTO audit (sequence, happened_at, who, action, subject, value_before, value_after, request, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        entry.sequence(),
        entry.at(),
        event.who(),
        event.action(),
        event.subject(),
        event.before(),
        event.after(),
        event.request(),
        entry.hash());
  }

  private static Head readHead(Connection connection, String lock) throws SQLException {
    return Sql.first(
            connection,
            row -> new Head(row.getLong("sequence"), row.getString("hash")),
            "SELECT sequence, hash FROM audit_head WHERE only_row = 1" + lock)
        .orElse(new Head(0, AuditHash.NONE));
  }

  @Override
  public Optional<Mark> head() {
    Head head = database.transaction(connection -> readHead(connection, ""));
    return head.sequence() == 0
        ? Optional.empty()
        : Optional.of(new Mark(head.sequence(), head.hash()));
  }

  @Override
  public List<AuditEntry> list(AuditFilter filter) {
    Conditions conditions =
        new Conditions()
            .and("who = ?", filter.who())
            .and("subject = ?", filter.subject())
            .and("sequence < ?", filter.before());
    return database.transaction(connection ->
        Sql.list(
            connection,
            JdbcAuditLog::entry,
            "SELECT * FROM audit " + conditions.where() + " ORDER BY sequence DESC LIMIT ?",
            conditions.parametersAnd(filter.limit())));
  }

  @Override
  public Verification verify(@Nullable Mark known) {
    // Read before the entries: what is added meanwhile comes after it.
    Head head = database.transaction(connection -> readHead(connection, ""));
    AuditChain chain = new AuditChain(known);
    for (List<AuditEntry> page = page(0); !page.isEmpty(); page = page(chain.entries())) {
      for (AuditEntry entry : page) {
        if (!chain.accepts(entry)) {
          return chain.result();
        }
      }
    }
    chain.end(head.sequence(), head.hash());
    return chain.result();
  }

  private List<AuditEntry> page(long after) {
    return database.transaction(connection ->
        Sql.list(
            connection,
            JdbcAuditLog::entry,
            "SELECT * FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?",
            after,
            PAGE));
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("sequence"),
        Sql.time(row, "happened_at"),
        new AuditEvent(
            row.getString("who"),
            row.getString("action"),
            row.getString("subject"),
            row.getString("value_before"),
            row.getString("value_after"),
            row.getString("request")),
        row.getString("hash"));
  }
}
