package io.tercet.core.model;

import io.tercet.core.model.Tensors.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A tensor's numbers as little-endian bytes. */
final class Elements {
  private Elements() {}

  /** How many bytes a tensor takes. */
  static long bytes(Tensor tensor) {
    long length = 1;
    for (int size : tensor.shape()) {
      length *= size;
    }
    return length * tensor.type().bytes();
  }

  static void write(Tensor tensor, ByteBuffer file) {
    int end = file.position() + (int) bytes(tensor);
    switch (tensor.type()) {
      case U8 -> file.put((byte[]) tensor.array());
      case I32 -> file.asIntBuffer().put((int[]) tensor.array());
      case I64 -> file.asLongBuffer().put((long[]) tensor.array());
      case F32 -> file.asFloatBuffer().put((float[]) tensor.array());
      case F64 -> file.asDoubleBuffer().put((double[]) tensor.array());
    }
    file.position(end);
  }

  /** Reads the tensor of {@code entry}, whose place has been checked. */
  static void read(byte[] file, int body, Header.Entry entry, Tensors target)
      throws ModelFormatException {
    int length = entry.length();
    int from = body + (int) entry.begin();
    int bytes = (int) (entry.end() - entry.begin());
    ByteBuffer source = ByteBuffer.wrap(file, from, bytes).slice().order(ByteOrder.LITTLE_ENDIAN);
    switch (entry.type()) {
      case U8 -> {
        byte[] values = new byte[length];
        source.get(values);
        target.put(entry.name(), values, entry.shape());
      }
      case I32 -> {
        int[] values = new int[length];
        source.asIntBuffer().get(values);
        target.put(entry.name(), values, entry.shape());
      }
      case I64 -> {
        long[] values = new long[length];
        source.asLongBuffer().get(values);
        target.put(entry.name(), values, entry.shape());
      }
      case F32 -> {
        float[] values = new float[length];
        source.asFloatBuffer().get(values);
        target.put(entry.name(), values, entry.shape());
      }
      case F64 -> {
        double[] values = new double[length];
        source.asDoubleBuffer().get(values);
        target.put(entry.name(), values, entry.shape());
      }
    }
  }
}
