package io.tercet.core.model;

import io.tercet.core.model.Tensors.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes the JSON header, the digest left blank. */
final class HeaderWriter {
  private final StringBuilder json = new StringBuilder();

  private HeaderWriter() {}

  /** The header of tensors that follow each other in this order, padded to 8 bytes. */
  static byte[] header(List<Map.Entry<String, Tensor>> tensors, Map<String, String> metadata) {
    requireCount("tensors", tensors.size(), HeaderReader.MAX_TENSORS);
    requireCount("texts", metadata.size() + 2, HeaderReader.MAX_TEXTS);
    HeaderWriter writer = new HeaderWriter();
    writer.metadata(metadata);
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors) {
      offset = writer.tensor(entry.getKey(), entry.getValue(), offset);
    }
    writer.json.append('}');
    return padded(writer.json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void requireCount(String what, int count, int most) {
    if (count > most) {
      throw new IllegalArgumentException(
          "a model has at most %d %s, got %d".formatted(most, what, count));
    }
  }

  private static byte[] padded(byte[] header) {
    byte[] padded = new byte[(header.length + 7) / 8 * 8];
    Arrays.fill(padded, (byte) ' ');
    System.arraycopy(header, 0, padded, 0, header.length);
    return padded;
  }

  private void metadata(Map<String, String> metadata) {
    json.append('{');
    string(Safetensors.METADATA);
    json.append(":{");
    text(Safetensors.FORMAT_KEY, String.valueOf(Safetensors.FORMAT));
    json.append(',');
    text(Safetensors.DIGEST_KEY, Digest.BLANK);
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      requireFree(entry.getKey());
      json.append(',');
      text(entry.getKey(), entry.getValue());
    }
    json.append('}');
  }

  private static void requireFree(String key) {
    if (key.equals(Safetensors.FORMAT_KEY) || key.equals(Safetensors.DIGEST_KEY)) {
      throw new IllegalArgumentException("metadata '" + key + "' is set by the file itself");
    }
  }

  private void text(String key, String value) {
    string(key);
    json.append(':');
    string(value);
  }

  private long tensor(String name, Tensor tensor, long begin) {
    if (name.equals(Safetensors.METADATA)) {
      throw new IllegalArgumentException("a tensor cannot be named '" + name + "'");
    }
    requireCount("dimensions of '" + name + "'", tensor.shape().length, HeaderReader.MAX_RANK);
    long end = begin + Elements.bytes(tensor);
    json.append(',');
    string(name);
    json.append(":{\"dtype\":\"").append(tensor.type().name()).append("\",\"shape\":[");
    for (int d = 0; d < tensor.shape().length; d++) {
      json.append(d == 0 ? "" : ",").append(tensor.shape()[d]);
    }
    json.append("],\"data_offsets\":[").append(begin).append(',').append(end).append("]}");
    return end;
  }

  private void string(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("'" + text + "' is not valid Unicode");
    }
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
