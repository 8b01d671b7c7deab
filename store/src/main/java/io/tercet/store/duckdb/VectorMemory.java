package io.tercet.store.duckdb;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * The memory behind a column that is written. The column's own methods take a lock a value to mark
 * it as not null, which is half of what an import spends on writing; here whole ranges are copied
 * and marked. DuckDB's driver does not offer this memory: where it keeps it elsewhere, there is
 * none, and values go the slow way.
 */
final class VectorMemory {
  private static final @Nullable Field DATA = field("data");
  private static final @Nullable Field VALIDITY = field("validity");

  private VectorMemory() {}

  /** Whether the memory can be reached. */
  static boolean isReachable() {
    return DATA != null && VALIDITY != null;
  }

  /** The memory of the values, for values of so many bytes; null if it cannot be reached. */
  static @Nullable ByteBuffer values(DuckDBWritableVector vector, int bytes) {
    ByteBuffer data = VALIDITY == null ? null : get(DATA, vector);
    return data != null && data.capacity() == vector.rowCount() * bytes ? data : null;
  }

  /** Says that the first {@code rows} values of a column are not null. */
  static void markValid(DuckDBWritableVector vector, int rows) {
    ByteBuffer mask = get(VALIDITY, vector);
    if (mask == null) {
      throw new IllegalStateException("the column has no mask of what is null");
    }
    int words = rows / Long.SIZE;
    for (int word = 0; word < words; word++) {
      mask.putLong(word * Long.BYTES, -1L);
    }
    int rest = rows % Long.SIZE;
    if (rest > 0) {
      int at = words * Long.BYTES;
      mask.putLong(at, mask.getLong(at) | (1L << rest) - 1);
    }
  }

  private static @Nullable Field field(String name) {
    try {
      Field field = DuckDBWritableVector.class.getDeclaredField(name);
      boolean usable = field.getType() == ByteBuffer.class && field.trySetAccessible();
      return usable ? field : null;
    } catch (NoSuchFieldException e) {
      return null; // another version of the driver
    }
  }

  private static @Nullable ByteBuffer get(@Nullable Field field, DuckDBWritableVector vector) {
    try {
      return field == null ? null : (ByteBuffer) field.get(vector);
    } catch (IllegalAccessException e) {
      throw new AssertionError("the field was made accessible", e);
    }
  }
}
