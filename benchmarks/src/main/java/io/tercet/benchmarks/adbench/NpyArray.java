package io.tercet.benchmarks.adbench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One NumPy array, format versions 1 to 3, of at most two dimensions.
 *
 * @param shape sizes of its dimensions; empty for a scalar
 * @param values row-major
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record NpyArray(int[] shape, double[] values) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<|>])([a-z])(\\d+)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d,\\s]*)\\)");

  /**
   * Reads the bytes of an {@code .npy} file of booleans, integers or floating-point numbers.
   *
   * @throws IOException if it is anything else; says what
   */
  static NpyArray of(byte[] file) throws IOException {
    if (file.length < 12 || !Arrays.equals(MAGIC, Arrays.copyOf(file, MAGIC.length))) {
      throw new IOException("not an .npy file");
    }
    ByteBuffer data = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    boolean shortHeader = file[6] == 1;
    int length = shortHeader ? Short.toUnsignedInt(data.getShort(8)) : data.getInt(8);
    int start = shortHeader ? 10 : 12;
    if (length < 0 || length > file.length - start) {
      throw new IOException("header of " + length + " bytes in a file of " + file.length);
    }
    String header = new String(file, start, length, StandardCharsets.UTF_8);
    int[] shape = shape(header);
    double[] values = values(header, data.position(start + length).slice());
    boolean columnMajor = match(ORDER, header).group(1).equals("True") && shape.length == 2;
    return new NpyArray(shape, columnMajor ? rowMajor(values, shape[0], shape[1]) : values);
  }

  private static double[] rowMajor(double[] columnMajor, int rows, int columns) {
    double[] values = new double[columnMajor.length];
    for (int i = 0; i < values.length; i++) {
      values[i % rows * columns + i / rows] = columnMajor[i];
    }
    return values;
  }

  private static int[] shape(String header) throws IOException {
    String[] sizes = match(SHAPE, header).group(1).strip().split("\\s*,\\s*");
    if (sizes.length > 2) {
      throw new IOException("more than two dimensions: " + header.strip());
    }
    return Arrays.stream(sizes).filter(s -> !s.isEmpty()).mapToInt(Integer::parseInt).toArray();
  }

  private static double[] values(String header, ByteBuffer body) throws IOException {
    Matcher type = match(TYPE, header);
    body.order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int width = Integer.parseInt(type.group(3));
    long count = 1;
    for (int size : shape(header)) {
      count = Math.multiplyExact(count, size);
    }
    if (count * width != body.remaining()) {
      throw new IOException(
          "%d values of %d bytes expected, got %d bytes".formatted(count, width, body.remaining()));
    }
    double[] values = new double[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = next(type.group(2) + width, body);
    }
    return values;
  }

  private static double next(String type, ByteBuffer body) throws IOException {
    return switch (type) {
      case "f8" -> body.getDouble();
      case "f4" -> body.getFloat();
      case "i8" -> body.getLong();
      case "i4" -> body.getInt();
      case "u4" -> Integer.toUnsignedLong(body.getInt());
      case "i2" -> body.getShort();
      case "u2" -> Short.toUnsignedInt(body.getShort());
      case "i1" -> body.get();
      case "u1", "b1" -> Byte.toUnsignedInt(body.get());
      default -> throw new IOException("elements of type " + type + " are not read");
    };
  }

  private static Matcher match(Pattern pattern, String header) throws IOException {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new IOException("unknown header: " + header.strip());
    }
    return matcher;
  }
}
