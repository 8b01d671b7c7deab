package io.tercet.store.duckdb;

import io.tercet.store.Selection;
import java.sql.SQLException;
import java.util.Iterator;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Rows of a selection in the order of (event time, key of the id), chunk after chunk. */
final class SlicedCursor implements AutoCloseable {
  private final DuckDBConnection connection;
  private final String name;
  private final String query;
  private final Selection selection;
  private final Iterator<Slice> slices;
  private @Nullable ChunkCursor cursor;
  private int position;

  /**
   * Begins to read on a connection that it will close.
   *
   * @param query in which {@code $where} stands for the condition on {@code t}
   */
  SlicedCursor(DuckDBConnection connection, String name, String query, Selection selection) {
    this.connection = connection;
    this.name = name;
    this.query = query + " ORDER BY t.timestamp, t.id_key, t.sequence";
    try {
      long last = Sql.number(connection, "SELECT coalesce(max(sequence), 0) FROM transactions");
      long through = Math.max(selection.afterSequence(), last);
      this.selection = selection.through(Math.min(selection.throughSequence(), through));
      slices = Slice.of(connection, this.selection).iterator();
    } catch (SQLException e) {
      close();
      throw DuckDbErrors.translate(name, e);
    }
  }

  /** Copies rows of the open chunk. */
  @FunctionalInterface
  interface Copy {
    /** Copies the next {@code rows} rows to {@code [at, at + rows)}. */
    void rows(int at, int rows);
  }

  /**
   * Copies up to {@code capacity} rows, less only at the end.
   *
   * @return how many
   */
  int fill(int capacity, Copy copy) {
    int size = 0;
    int rows = Math.min(capacity, available());
    while (rows > 0) {
      copy.rows(size, rows);
      position += rows;
      size += rows;
      rows = size == capacity ? 0 : Math.min(capacity - size, available());
    }
    return size;
  }

  /** How many rows can be copied at once; 0 at the end. */
  private int available() {
    try {
      while (cursor == null || position == cursor.rows()) {
        if (!advance()) {
          return 0;
        }
      }
      return cursor.rows() - position;
    } catch (SQLException e) {
      throw DuckDbErrors.translate(name, e);
    }
  }

  /**
   * Copies the next {@code rows} values of a column to {@code to[at...]}; one plain loop a type, so
   * that each stays primitive.
   */
  void copy(int column, long[] to, int at, int rows) {
    DuckDBReadableVector from = vector(column);
    for (int i = 0; i < rows; i++) {
      to[at + i] = from.getLong(position + i);
    }
  }

  void copy(int column, int[] to, int at, int rows) {
    DuckDBReadableVector from = vector(column);
    for (int i = 0; i < rows; i++) {
      to[at + i] = from.getInt(position + i);
    }
  }

  void copy(int column, byte[] to, int at, int rows) {
    DuckDBReadableVector from = vector(column);
    for (int i = 0; i < rows; i++) {
      to[at + i] = from.getByte(position + i);
    }
  }

  void copy(int column, float[] to, int at, int rows) {
    DuckDBReadableVector from = vector(column);
    for (int i = 0; i < rows; i++) {
      to[at + i] = from.getFloat(position + i);
    }
  }

  void copy(int column, double[] to, int at, int rows) {
    DuckDBReadableVector from = vector(column);
    for (int i = 0; i < rows; i++) {
      to[at + i] = from.getDouble(position + i);
    }
  }

  private DuckDBReadableVector vector(int column) {
    ChunkCursor open = cursor;
    if (open == null) {
      throw new IllegalStateException("no chunk is open");
    }
    return open.vector(column);
  }

  @Override
  public void close() {
    try {
      closeCursor();
      connection.close();
    } catch (SQLException e) {
      throw DuckDbErrors.translate(name, e);
    }
  }

  private boolean advance() throws SQLException {
    position = 0;
    if (cursor != null && cursor.nextChunk()) {
      return true;
    }
    closeCursor();
    if (!slices.hasNext()) {
      return false;
    }
    String where = slices.next().condition(selection);
    cursor = new ChunkCursor(connection, query.replace("$where", where));
    return true;
  }

  private void closeCursor() throws SQLException {
    if (cursor != null) {
      cursor.close();
      cursor = null;
    }
  }
}
