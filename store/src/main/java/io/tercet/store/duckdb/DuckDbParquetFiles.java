package io.tercet.store.duckdb;

import io.tercet.store.StoreException;
import io.tercet.store.TabularFiles;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Parquet files, read by a DuckDB of their own that lives in memory and holds no data. */
public final class DuckDbParquetFiles implements TabularFiles {
  private static final int BLOCK_ROWS = 2_048;

  /** Creates the reader; a database is opened with each file. */
  public DuckDbParquetFiles() {}

  @Override
  public TabularReader open(Path file) {
    try {
      return new Reader(file);
    } catch (SQLException cause) {
      throw failure(file, cause);
    }
  }

  private static StoreException failure(Path file, SQLException cause) {
    String first = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return new StoreException(file + " cannot be read as Parquet: " + first, cause);
  }

  private static final class Reader implements TabularReader {
    private final Path file;
    private final Connection connection;
    private final ResultSet rows;
    private final List<String> columns = new ArrayList<>();

    Reader(Path file) throws SQLException {
      this.file = file;
      Properties properties = new Properties();
      // Rows come as they are asked for; otherwise the whole table would lie in memory first.
      properties.setProperty("jdbc_stream_results", "true");
      connection = DriverManager.getConnection("jdbc:duckdb:", properties);
      try {
        rows = select();
        ResultSetMetaData metadata = rows.getMetaData();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
          columns.add(metadata.getColumnName(i));
        }
      } catch (SQLException | RuntimeException failure) {
        connection.close();
        throw failure;
      }
    }

    private ResultSet select() throws SQLException {
      try (Statement settings = connection.createStatement()) {
        settings.execute("SET TimeZone = 'UTC'");
      }
      PreparedStatement statement =
          connection.prepareStatement("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM read_parquet(?)");
      statement.closeOnCompletion();
      statement.setString(1, literal(file));
      return statement.executeQuery();
    }

    /** The path with what DuckDB would expand as a pattern put in brackets. */
    private static String literal(Path file) {
      return file.toString().replaceAll("([*?\\[])", "[$1]");
    }

    @Override
    public List<String> columns() {
      return List.copyOf(columns);
    }

    @Override
    public TextBlock next() {
      @Nullable String[][] cells = new String[columns.size()][BLOCK_ROWS];
      try {
        int count = 0;
        while (count < BLOCK_ROWS && rows.next()) {
          for (int column = 0; column < cells.length; column++) {
            cells[column][count] = rows.getString(column + 1);
          }
          count++;
        }
        return new TextBlock(count, cells);
      } catch (SQLException cause) {
        throw failure(file, cause);
      }
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException cause) {
        throw failure(file, cause);
      }
    }
  }
}
