package io.tercet.core.model;

import io.tercet.core.model.Tensors.Type;
import java.util.List;
import java.util.Map;

/**
 * A parsed header.
 *
 * @param entries the tensors in order of the header
 * @param metadata all texts in order
 * @param digestAt where in the file the 64 characters of the digest stand, −1 if nowhere
 */
record Header(List<Entry> entries, Map<String, String> metadata, int digestAt) {
  /**
   * A tensor's place.
   *
   * @param name of the tensor
   * @param type of its elements
   * @param shape sizes of its dimensions, at least one
   * @param begin first byte in the body
   * @param end byte after the last
   */
  @SuppressWarnings("ArrayRecordComponent") // identity is never asked of it
  record Entry(String name, Type type, int[] shape, long begin, long end) {
    /** Number of elements, if the shape's product fits the bytes; never overflows. */
    int length() throws ModelFormatException {
      long length = 1;
      for (int size : shape) {
        length *= size;
        if (length > Integer.MAX_VALUE) {
          throw new ModelFormatException("the shape of tensor '" + name + "' is too large");
        }
      }
      if (length * type.bytes() != end - begin) {
        throw new ModelFormatException(
            "tensor '%s' needs %d bytes, its offsets give it %d"
                .formatted(name, length * type.bytes(), end - begin));
      }
      return (int) length;
    }
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Checks that the tensors fill the body in order, without holes or overlaps. */
  void requireLayout(int bodyBytes) throws ModelFormatException {
    long at = 0;
    for (Entry entry : entries) {
      if (entry.begin() != at || entry.end() < at || entry.end() > bodyBytes) {
        throw new ModelFormatException(
            "tensor '%s' must begin at byte %d and end by %d, got %d to %d"
                .formatted(entry.name(), at, bodyBytes, entry.begin(), entry.end()));
      }
      entry.length();
      at = entry.end();
    }
    if (at != bodyBytes) {
      throw new ModelFormatException(
          "the tensors take %d bytes, the file holds %d".formatted(at, bodyBytes));
    }
  }
}
