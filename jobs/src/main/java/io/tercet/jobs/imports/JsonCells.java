package io.tercet.jobs.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Splits one JSON object into cells: its scalar values as text, null as an absent cell. */
final class JsonCells {
  /** What a cell with an object or a list holds: no field accepts it. */
  static final String NESTED = "\u0001";

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100).build())
          .build();

  private JsonCells() {}

  /** The keys of the object in {@code [from, to)}; none if it is not one. */
  static List<String> keys(byte[] bytes, int from, int to) {
    List<String> keys = new ArrayList<>();
    try (JsonParser parser =
        FACTORY.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          keys.add(parser.currentName());
          parser.nextToken();
          parser.skipChildren();
        }
      }
      return keys;
    } catch (JacksonException damaged) {
      // The row will be rejected with its reason when its turn comes.
      return List.of();
    }
  }

  /**
   * Reads the object in {@code [from, to)}.
   *
   * @throws RowRejected if it is not one well-formed object
   */
  static void read(byte[] bytes, int from, int to, Map<String, Integer> indices, Row into) {
    into.beginCopies();
    try (JsonParser parser =
        FACTORY.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new RowRejected("the row is not a JSON object");
      }
      readObject(parser, indices, into);
      if (parser.nextToken() != null) {
        throw new RowRejected("the row has more than one JSON object");
      }
    } catch (JacksonException damaged) {
      throw new RowRejected("the row is not valid JSON: " + reason(damaged));
    }
  }

  private static void readObject(JsonParser parser, Map<String, Integer> indices, Row into) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      Integer column = indices.get(parser.currentName());
      JsonToken value = parser.nextToken();
      if (value.isStructStart()) {
        parser.skipChildren();
      }
      if (column != null && value != JsonToken.VALUE_NULL) {
        into.setCopy(column, value.isStructStart() ? NESTED : parser.getString());
      }
    }
  }

  private static String reason(JacksonException damaged) {
    return Texts.shorten(String.valueOf(damaged.getOriginalMessage()), 160);
  }
}
