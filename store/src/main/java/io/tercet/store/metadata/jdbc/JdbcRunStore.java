package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.RunState;
import io.tercet.store.metadata.RunStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs in table {@code runs}. */
final class JdbcRunStore implements RunStore {
  private static final String SELECT = "SELECT * FROM runs ";

  private final Database database;

  JdbcRunStore(Database database) {
    this.database = database;
  }

  @Override
  public long begin(NewRun run, Instant startedAt) {
    return database.transaction(connection ->
        Sql.insert(
                connection,
                """
                INSERT INTO runs (kind, store, state, window_from, window_to, job, host, process, process_started_at, started_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                run.kind(),
                run.store(),
                RunState.RUNNING,
                run.from(),
                run.to(),
                run.job(),
                run.place().host(),
                run.place().process(),
                run.place().startedAt(),
                startedAt)
            .orElseThrow());
  }

  @Override
  public boolean finish(long id, RunEnd end, Instant endedAt) {
    return database.transaction(connection ->
        Sql.update(
                connection,
                """
                UPDATE runs SET state = ?, model = ?, row_count = ?, alerts = ?, error = ?, ended_at = ?
                WHERE id = ? AND state IN ('running', 'abandoned')
                """,
                end.state(),
                end.model(),
                end.rows(),
                end.alerts(),
                end.error(),
                endedAt,
                id)
            == 1);
  }

  @Override
  public Optional<Run> find(long id) {
    return database.transaction(
        connection -> Sql.first(connection, JdbcRunStore::run, SELECT + "WHERE id = ?", id));
  }

  @Override
  public List<Run> list(RunFilter filter) {
    Conditions conditions =
        new Conditions()
            .and("kind = ?", filter.kind())
            .and("state = ?", filter.state())
            .and("host = ?", filter.host())
            .and("started_at >= ?", filter.from())
            .and("started_at < ?", filter.to())
            .and("id < ?", filter.before());
    return database.transaction(connection ->
        Sql.list(
            connection,
            JdbcRunStore::run,
            SELECT + conditions.where() + " ORDER BY id DESC LIMIT ?",
            conditions.parametersAnd(filter.limit())));
  }

  private static Run run(ResultSet row) throws SQLException {
    NewRun begun =
        new NewRun(
            row.getString("kind"),
            row.getString("store"),
            Sql.instant(row, "window_from"),
            Sql.instant(row, "window_to"),
            Sql.number(row, "job"),
            new Place(
                row.getString("host"),
                row.getLong("process"),
                Sql.time(row, "process_started_at")));
    return new Run(
        row.getLong("id"),
        begun,
        Sql.time(row, "started_at"),
        end(row),
        Sql.instant(row, "ended_at"));
  }

  private static @Nullable RunEnd end(ResultSet row) throws SQLException {
    RunState state = Sql.word(RunState.class, row, "state");
    return state == RunState.RUNNING
        ? null
        : new RunEnd(
            state,
            row.getString("model"),
            Sql.number(row, "row_count"),
            Sql.number(row, "alerts"),
            row.getString("error"));
  }
}
