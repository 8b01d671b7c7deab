package io.tercet.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  private static final String TEXTS =
      "\"__metadata__\":{\"tercet.format\":\"1\",\"tercet.sha256\":\"" + Digest.BLANK + "\"}";

  @Test
  void theLayoutIsLengthThenJsonThenNumbers() {
    byte[] file =
        Safetensors.encode(
            new Tensors()
                .put("small", new byte[] {1, 2, 3})
                .put("wide", new double[] {1.5, -2}, 1, 2)
                .metadata("who", "me"));

    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) buffer.getLong();
    String header = new String(file, 8, length, StandardCharsets.UTF_8);
    assertThat(length % 8).isZero();
    assertThat(header.replaceAll("[0-9a-f]{64}", "HASH").stripTrailing())
        .isEqualTo(
            "{\"__metadata__\":{\"tercet.format\":\"1\",\"tercet.sha256\":\"HASH\",\"who\":\"me\"},"
                + "\"wide\":{\"dtype\":\"F64\",\"shape\":[1,2],\"data_offsets\":[0,16]},"
                + "\"small\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[16,19]}}");
    assertThat(buffer.getDouble(8 + length)).isEqualTo(1.5);
    assertThat(file).hasSize(8 + length + 19).endsWith(1, 2, 3);
  }

  @Test
  void theTextsOfTheFileItselfAreTakenAwayWhenReading() throws ModelFormatException {
    Tensors read = Safetensors.decode(Safetensors.encode(new Tensors().metadata("a", "b")));

    assertThat(read.metadata()).containsOnlyKeys("a");
  }

  @Test
  void aNewerFormatIsRefusedByName() {
    assertThatThrownBy(
            () -> Safetensors.decode(sealed("{" + TEXTS.replace("\"1\"", "\"2\"") + "}")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("model format 2 is newer than this Tercet reads (1). Maybe update Tercet.");
  }

  @Test
  void aFileOfAnotherProgramIsRefused() {
    assertThatThrownBy(() -> Safetensors.decode(sealed("{}")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("Maybe it is not a Tercet model");
  }

  @Test
  void aSealedFileWrittenByHandIsRead() throws ModelFormatException {
    String spaced = "{ " + TEXTS + " ,\n\"\\u0061\": " + tensor("U8", "[2,1]", "[0,2]") + " }  ";

    assertThat(Safetensors.decode(sealed(spaced, 7, 8)).bytes("a")).containsExactly(7, 8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "F32 | [1]   | [0,3]  | needs 4 bytes",
        "U8  | [2]   | [0,2]  | holds 3",
        "U8  | [4]   | [0,4]  | must begin at byte 0 and end by 3",
        "U8  | [2]   | [1,3]  | must begin at byte 0",
        "U8  | [3]   | [3,0]  | must begin at byte 0",
        "F16 | [1]   | [0,2]  | known are [U8, I32, I64, F32, F64]",
        "U8  | []    | [0,3]  | at least one dimension",
        "U8  | [3]   | [0,3,3]| more than 2 numbers",
        "U8  | [3]   | [3]    | two data_offsets",
        "U8  | [-3]  | [0,3]  | a whole number",
        "U8  | [03]  | [0,3]  | a whole number",
        "U8  | [3.0] | [0,3]  | is expected",
        "U8  | [9999999999] | [0,3] | too large",
        "U8  | [2147483647,2147483647,2147483647,0] | [0,3] | too large",
        "U8  | [1,1,1,1,1,1,1,1,3] | [0,3] | more than 8 numbers",
        "U8  | [1234567890123456789] | [0,3] | at most 18 digits",
      })
  void aTensorThatDoesNotFitItsPlaceIsRefused(
      String type, String shape, String offsets, String message) {
    String header = "{" + TEXTS + ",\"a\":" + tensor(type, shape, offsets) + "}";

    assertThatThrownBy(() -> Safetensors.decode(sealed(header, 1, 2, 3)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{METADATA,METADATA}",
        "{METADATA,\"a\":TENSOR,\"a\":TENSOR}",
        "{METADATA,\"a\":TENSOR,\"\\u0061\":TENSOR}",
        "{METADATA,\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}",
        "{METADATA,\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0],\"x\":1}}",
        "{METADATA,\"a\":{}}",
        "{METADATA,\"a\":[[[[[[[[[[",
        "{METADATA,}",
        "{METADATA}}",
        "{METADATA} x",
        " {METADATA}",
        "{METADATA",
        "{METADATA,\"\\ud800\":TENSOR}",
        "{METADATA,\"\\u12\":TENSOR}",
        "{METADATA,\"\\x\":TENSOR}",
        "{METADATA,\"\n\":TENSOR}",
        "{METADATA,\"a",
        "{METADATA,\"a\\",
        "{\"__metadata__\":{\"a\":1}}",
        "{\"__metadata__\":{\"a\":\"1\",\"a\":\"1\"}}",
      })
  void aHeaderThatIsNotStrictJsonIsRefused(String template) {
    String header =
        template.replace("METADATA", TEXTS).replace("TENSOR", tensor("U8", "[0]", "[0,0]"));

    assertThatThrownBy(() -> Safetensors.decode(sealed(header)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("header");
  }

  @Test
  void aHeaderLongerThanTheFileIsRefusedBeforeAnythingIsAllocated() {
    for (long length : new long[] {1, 99_999_999, 1L << 40, -1, Long.MIN_VALUE}) {
      byte[] file = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      assertThatThrownBy(() -> Safetensors.decode(file))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining("the header claims");
    }
  }

  @Test
  void reservedNamesAndBrokenUnicodeAreNotWritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Safetensors.encode(new Tensors().metadata("tercet.format", "1")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Safetensors.encode(new Tensors().put("__metadata__", new byte[0])));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Safetensors.encode(new Tensors().metadata("a", "\ud800")));
  }

  private static String tensor(String type, String shape, String offsets) {
    return "{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}".formatted(type, shape, offsets);
  }

  /** A file of this header and body whose digest is right, so that only the header can be wrong. */
  static byte[] sealed(String header, int... body) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + json.length + body.length);
    file.order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json);
    for (int b : body) {
      file.put((byte) b);
    }
    return reseal(file.array());
  }

  static byte[] reseal(byte[] file) {
    String key = "\"tercet.sha256\":\"";
    int at = new String(file, StandardCharsets.ISO_8859_1).indexOf(key) + key.length();
    if (at >= key.length() && at + 64 <= file.length) {
      System.arraycopy(Digest.of(file, at), 0, file, at, 64);
    }
    return file;
  }
}
