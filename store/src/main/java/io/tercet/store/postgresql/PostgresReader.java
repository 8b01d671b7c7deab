package io.tercet.store.postgresql;

import io.tercet.store.TabularFiles.TabularReader;
import io.tercet.store.TabularFiles.TextBlock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a query under way. */
final class PostgresReader implements TabularReader {
  /** Rows of a block, and of a round trip: more are not faster. */
  private static final int ROWS = 2_048;

  private final Connection connection;
  private final ResultSet rows;
  private final String name;
  private final List<String> columns = new ArrayList<>();
  private final boolean[] binary;

  private PostgresReader(Connection connection, ResultSet rows, String name) throws SQLException {
    this.connection = connection;
    this.rows = rows;
    this.name = name;
    ResultSetMetaData shape = rows.getMetaData();
    binary = new boolean[shape.getColumnCount()];
    for (int i = 0; i < binary.length; i++) {
      columns.add(shape.getColumnLabel(i + 1));
      binary[i] = shape.getColumnType(i + 1) == Types.BINARY;
    }
  }

  /** Runs the query on a connection that is the reader's from now on. */
  static PostgresReader open(Connection connection, String sql, String name) throws SQLException {
    try {
      // Only within a transaction does the driver use a cursor.
      connection.setAutoCommit(false);
      prepareSession(connection);
      PreparedStatement statement = connection.prepareStatement(sql);
      statement.setFetchSize(ROWS);
      return new PostgresReader(connection, statement.executeQuery(), name);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static void prepareSession(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // The driver itself makes only its own transactions read-only, and a statement may end one.
      statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
      statement.execute("SET TIME ZONE 'UTC'");
    }
    connection.commit();
  }

  @Override
  public List<String> columns() {
    return List.copyOf(columns);
  }

  @Override
  public TextBlock next() {
    @Nullable String[][] cells = new String[columns.size()][ROWS];
    int count = 0;
    try {
      while (count < ROWS && rows.next()) {
        for (int column = 0; column < cells.length; column++) {
          @Nullable String[] values = cells[column];
          values[count] = text(column);
        }
        count++;
      }
    } catch (SQLException e) {
      throw PostgresQuery.translate(name, e);
    }
    return new TextBlock(count, cells);
  }

  private @Nullable String text(int column) throws SQLException {
    String text = rows.getString(column + 1);
    // Bytes are written as addresses are: 0x…, not \x…
    return text != null && binary[column] && text.startsWith("\\x")
        ? "0" + text.substring(1)
        : text;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw PostgresQuery.translate(name, e);
    }
  }
}
