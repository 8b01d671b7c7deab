package io.tercet.store.clickhouse;

import io.tercet.store.Selection;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows in order, slice after slice. A slice whose reply breaks off is asked for again, and what of
 * it was read already is passed over: its order is total, and what is committed never changes.
 */
final class SlicedReader implements AutoCloseable {
  private final ClickHouseServer server;
  private final Iterator<Selection> slices;
  private final Function<Selection, String> query;
  private String sql = "";
  private @Nullable NativeReader reader;
  private int position;
  private long delivered;

  /**
   * Begins to read.
   *
   * @param query of a slice, in a total order
   */
  SlicedReader(ClickHouseServer server, List<Selection> slices, Function<Selection, String> query) {
    this.server = server;
    this.slices = slices.iterator();
    this.query = query;
  }

  /** Copies rows of the open block. */
  @FunctionalInterface
  interface Copy {
    /** Copies {@code rows} rows from row {@code from} of the block to {@code [at, at + rows)}. */
    void rows(NativeReader block, int from, int at, int rows);
  }

  /**
   * Copies up to {@code capacity} rows, less only at the end.
   *
   * @return how many
   */
  int fill(int capacity, Copy copy) {
    int size = 0;
    for (NativeReader block = available(); block != null; block = available()) {
      int rows = Math.min(capacity - size, block.rows() - position);
      copy.rows(block, position, size, rows);
      position += rows;
      delivered += rows;
      size += rows;
      if (size == capacity) {
        break;
      }
    }
    return size;
  }

  @Override
  public void close() {
    NativeReader open = reader;
    reader = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // What was read was whole; the connection is given up.
      }
    }
  }

  /** A block with unread rows; null at the end. */
  private @Nullable NativeReader available() {
    while (true) {
      NativeReader open = reader;
      if (open != null && position < open.rows()) {
        return open;
      }
      if (open == null) {
        if (!slices.hasNext()) {
          return null;
        }
        sql = query.apply(slices.next());
        delivered = 0;
      }
      if (!server.persist(this::advance)) {
        close();
      }
    }
  }

  /** Goes to the next block of the slice, in a new reply if there is none; false at its end. */
  private boolean advance() throws IOException {
    try {
      NativeReader open = reader;
      if (open != null) {
        position = 0;
        return open.nextBlock();
      }
      NativeReader fresh = server.columns(sql);
      reader = fresh;
      return skip(fresh, delivered);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private boolean skip(NativeReader fresh, long rows) throws IOException {
    long left = rows;
    while (fresh.nextBlock()) {
      if (left < fresh.rows()) {
        position = (int) left;
        return true;
      }
      left -= fresh.rows();
    }
    return false;
  }
}
