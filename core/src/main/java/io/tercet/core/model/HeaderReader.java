package io.tercet.core.model;

import io.tercet.core.model.Tensors.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the JSON header strictly. Only what a header may hold is understood, so that depth is
 * bounded by the grammar; duplicate keys, unknown keys and anything after the end but padding are
 * errors.
 */
final class HeaderReader {
  static final int MAX_TENSORS = 1 << 16;
  static final int MAX_TEXTS = 1 << 12;
  static final int MAX_RANK = 8;

  private final JsonScanner json;
  private final List<Header.Entry> entries = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private int digestAt = -1;

  private HeaderReader(JsonScanner json) {
    this.json = json;
  }

  /** Reads bytes {@code [from, to)} of {@code file}. */
  static Header read(byte[] file, int from, int to) throws ModelFormatException {
    HeaderReader reader = new HeaderReader(new JsonScanner(file, from, to));
    reader.members();
    reader.json.requireEnd();
    return new Header(reader.entries, reader.metadata, reader.digestAt);
  }

  private void members() throws ModelFormatException {
    json.require('{');
    if (json.accept('}')) {
      return;
    }
    do {
      String name = json.string();
      if (!names.add(name)) {
        throw json.error("'" + name + "' stands there twice");
      }
      json.require(':');
      if (name.equals(Safetensors.METADATA)) {
        texts();
      } else {
        tensor(name);
      }
    } while (json.accept(','));
    json.require('}');
  }

  private void texts() throws ModelFormatException {
    json.require('{');
    if (json.accept('}')) {
      return;
    }
    do {
      String key = json.string();
      json.require(':');
      if (metadata.putIfAbsent(key, json.string()) != null) {
        throw json.error("'" + key + "' stands there twice");
      }
      if (metadata.size() > MAX_TEXTS) {
        throw json.error("there are more than " + MAX_TEXTS + " texts");
      }
      noteDigest(key);
    } while (json.accept(','));
    json.require('}');
  }

  /** Only 64 characters written plainly between the quotes can be blanked again. */
  private void noteDigest(String key) {
    boolean plain = json.stringEnd() - json.stringBegin() == Digest.BLANK.length();
    if (key.equals(Safetensors.DIGEST_KEY) && plain) {
      digestAt = json.stringBegin();
    }
  }

  private void tensor(String name) throws ModelFormatException {
    if (entries.size() == MAX_TENSORS) {
      throw json.error("there are more than " + MAX_TENSORS + " tensors");
    }
    Type type = null;
    int[] shape = null;
    long[] offsets = null;
    json.require('{');
    do {
      String key = json.string();
      json.require(':');
      if (key.equals("dtype") && type == null) {
        type = type(name, json.string());
      } else if (key.equals("shape") && shape == null) {
        shape = shape(name, numbers(MAX_RANK));
      } else if (key.equals("data_offsets") && offsets == null) {
        offsets = numbers(2);
      } else {
        throw json.error("key '" + key + "' of tensor '" + name + "' is unknown or twice there");
      }
    } while (json.accept(','));
    json.require('}');
    if (type == null || shape == null || offsets == null || offsets.length != 2) {
      throw json.error("tensor '" + name + "' must have dtype, shape and two data_offsets");
    }
    entries.add(new Header.Entry(name, type, shape, offsets[0], offsets[1]));
  }

  private Type type(String name, String text) throws ModelFormatException {
    for (Type type : Type.values()) {
      if (type.name().equals(text)) {
        return type;
      }
    }
    throw json.error(
        "tensor '%s' has the type '%s'; known are %s"
            .formatted(name, text, Arrays.toString(Type.values())));
  }

  private int[] shape(String name, long[] sizes) throws ModelFormatException {
    int[] shape = new int[sizes.length];
    for (int d = 0; d < sizes.length; d++) {
      if (sizes[d] > Integer.MAX_VALUE) {
        throw json.error("the shape of tensor '" + name + "' is too large");
      }
      shape[d] = (int) sizes[d];
    }
    if (shape.length == 0) {
      throw json.error("tensor '" + name + "' must have at least one dimension");
    }
    return shape;
  }

  private long[] numbers(int most) throws ModelFormatException {
    json.require('[');
    long[] numbers = new long[most];
    int count = 0;
    if (json.accept(']')) {
      return new long[0];
    }
    do {
      if (count == most) {
        throw json.error("there are more than " + most + " numbers");
      }
      numbers[count++] = json.number();
    } while (json.accept(','));
    json.require(']');
    return Arrays.copyOf(numbers, count);
  }
}
