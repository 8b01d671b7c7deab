package io.tercet.benchmarks.adbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NpyArrayTest {
  @Test
  void rowsOfDoublesAreReadInTheirOrder() throws IOException {
    ByteBuffer body = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 1; i <= 6; i++) {
      body.putDouble(i / 2.0);
    }
    NpyArray array = NpyArray.of(npy(1, "<f8", "False", "2, 3", body));
    assertThat(array.shape()).containsExactly(2, 3);
    assertThat(array.values()).containsExactly(.5, 1, 1.5, 2, 2.5, 3);
  }

  @Test
  void columnMajorMatricesAreTurned() throws IOException {
    ByteBuffer body = ByteBuffer.wrap(new byte[] {1, 4, 2, 5, 3, 6});
    assertThat(NpyArray.of(npy(1, "|u1", "True", "2, 3", body)).values())
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void floatsIntegersAndBooleansAreReadInBothByteOrders() throws IOException {
    assertThat(one(">f4", ByteBuffer.allocate(4).putFloat(-1.5f))).isEqualTo(-1.5);
    assertThat(one(">i8", ByteBuffer.allocate(8).putLong(-7))).isEqualTo(-7);
    assertThat(one(">i4", ByteBuffer.allocate(4).putInt(-7))).isEqualTo(-7);
    assertThat(one(">u4", ByteBuffer.allocate(4).putInt(-1))).isEqualTo(4294967295.0);
    assertThat(one("<i2", ByteBuffer.wrap(new byte[] {1, 2}))).isEqualTo(0x201);
    assertThat(one("<u2", ByteBuffer.wrap(new byte[] {-1, -1}))).isEqualTo(65535);
    assertThat(one("|i1", ByteBuffer.wrap(new byte[] {-1}))).isEqualTo(-1);
    assertThat(one("|b1", ByteBuffer.wrap(new byte[] {1}))).isEqualTo(1);
  }

  @Test
  void laterFormatVersionsHaveALongerHeader() throws IOException {
    ByteBuffer body = ByteBuffer.wrap(new byte[] {9});
    assertThat(NpyArray.of(npy(2, "|u1", "False", "1,", body)).values()).containsExactly(9);
  }

  @Test
  void otherFilesAreRejectedWithWhatArrived() {
    ByteBuffer four = ByteBuffer.allocate(4);
    assertThatThrownBy(() -> NpyArray.of(new byte[20])).hasMessage("not an .npy file");
    assertThatThrownBy(() -> NpyArray.of(npy(1, "<f8", "False", "1,", four)))
        .hasMessage("1 values of 8 bytes expected, got 4 bytes");
    assertThatThrownBy(() -> NpyArray.of(npy(1, "<U1", "False", "1,", four)))
        .hasMessageContaining("<U1");
    assertThatThrownBy(() -> NpyArray.of(npy(1, "<c4", "False", "1,", four)))
        .hasMessage("elements of type c4 are not read");
    assertThatThrownBy(() -> NpyArray.of(npy(1, "|u1", "False", "1, 2, 2", four)))
        .hasMessageContaining("more than two dimensions");
  }

  private static double one(String type, ByteBuffer body) throws IOException {
    NpyArray array = NpyArray.of(npy(1, type, "False", "", body));
    assertThat(array.shape()).isEmpty();
    return array.values()[0];
  }

  private static byte[] npy(
      int version, String type, String fortran, String shape, ByteBuffer body) {
    byte[] header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }\n"
            .formatted(type, fortran, shape)
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(12 + header.length + body.capacity()).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    file.put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) header.length);
    } else {
      file.putInt(header.length);
    }
    file.put(header).put(body.array());
    byte[] bytes = new byte[file.position()];
    file.flip().get(bytes);
    return bytes;
  }
}
