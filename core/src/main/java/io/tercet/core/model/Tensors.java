package io.tercet.core.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named arrays of numbers and text metadata: what a model is made of, before it becomes bytes.
 * Keeps insertion order. Arrays are not copied; do not change one after putting it.
 */
public final class Tensors {
  /** Element types, named as the safetensors layout names them. */
  public enum Type {
    U8(1),
    I32(4),
    I64(8),
    F32(4),
    F64(8);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }

    /** Size of an element. */
    public int bytes() {
      return bytes;
    }
  }

  /**
   * One array.
   *
   * @param type of its elements
   * @param shape sizes of its dimensions, row-major; their product is the array's length
   * @param array {@code byte[]}, {@code int[]}, {@code long[]}, {@code float[]} or {@code double[]}
   */
  @SuppressWarnings("ArrayRecordComponent") // identity is never asked of a tensor
  public record Tensor(Type type, int[] shape, Object array) {}

  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  /** Puts bytes; {@code shape} empty means one dimension. */
  public Tensors put(String name, byte[] values, int... shape) {
    return put(name, Type.U8, values, values.length, shape);
  }

  /** Puts 32-bit integers. */
  public Tensors put(String name, int[] values, int... shape) {
    return put(name, Type.I32, values, values.length, shape);
  }

  /** Puts 64-bit integers. */
  public Tensors put(String name, long[] values, int... shape) {
    return put(name, Type.I64, values, values.length, shape);
  }

  /** Puts 32-bit floating-point numbers. */
  public Tensors put(String name, float[] values, int... shape) {
    return put(name, Type.F32, values, values.length, shape);
  }

  /** Puts 64-bit floating-point numbers. */
  public Tensors put(String name, double[] values, int... shape) {
    return put(name, Type.F64, values, values.length, shape);
  }

  private Tensors put(String name, Type type, Object array, int length, int[] shape) {
    int[] actual = shape.length == 0 ? new int[] {length} : shape.clone();
    long product = 1;
    for (int size : actual) {
      product *= size;
    }
    if (product != length) {
      throw new IllegalArgumentException(
          "shape %s of '%s' needs %d values, got %d"
              .formatted(Arrays.toString(shape), name, product, length));
    }
    if (tensors.putIfAbsent(name, new Tensor(type, actual, array)) != null) {
      throw new IllegalArgumentException("tensor '" + name + "' was put already");
    }
    return this;
  }

  /** Sets a text. */
  public Tensors metadata(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /** All tensors in order of insertion; unmodifiable. */
  public Map<String, Tensor> all() {
    return Collections.unmodifiableMap(tensors);
  }

  /** All texts in order of insertion; unmodifiable. */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(metadata);
  }

  /** The text under {@code key}. */
  public String requireMetadata(String key) throws ModelFormatException {
    String value = metadata.get(key);
    if (value == null) {
      throw new ModelFormatException("the model has no metadata '" + key + "'");
    }
    return value;
  }

  /** The bytes named {@code name}. */
  public byte[] bytes(String name) throws ModelFormatException {
    return (byte[]) require(name, Type.U8).array();
  }

  /** The 32-bit integers named {@code name}. */
  public int[] ints(String name) throws ModelFormatException {
    return (int[]) require(name, Type.I32).array();
  }

  /** The 64-bit integers named {@code name}. */
  public long[] longs(String name) throws ModelFormatException {
    return (long[]) require(name, Type.I64).array();
  }

  /** The 32-bit floating-point numbers named {@code name}. */
  public float[] floats(String name) throws ModelFormatException {
    return (float[]) require(name, Type.F32).array();
  }

  /** The 64-bit floating-point numbers named {@code name}. */
  public double[] doubles(String name) throws ModelFormatException {
    return (double[]) require(name, Type.F64).array();
  }

  /** The tensor named {@code name}, which must have {@code type}. */
  public Tensor require(String name, Type type) throws ModelFormatException {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new ModelFormatException("the model has no tensor '" + name + "'");
    }
    if (tensor.type() != type) {
      throw new ModelFormatException(
          "tensor '%s' must be %s, got %s".formatted(name, type, tensor.type()));
    }
    return tensor;
  }
}
