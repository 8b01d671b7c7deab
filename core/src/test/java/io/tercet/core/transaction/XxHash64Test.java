package io.tercet.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XxHash64Test {
  private static final long PRIME32 = 2_654_435_761L;
  private static final long PRIME64 = 0x9E3779B185EBCA8DL;

  /** Of xxHash's own test program: bytes of a generator, seed 0. */
  @ParameterizedTest
  @CsvSource({
    "0, ef46db3751d8e999",
    "1, e934a84adb052768",
    "4, 9136a0dca57457ee",
    "14, 8282dcc4994e35c8",
    "222, b641ae8cb691c174"
  })
  void hashesThePublishedVectors(int length, String hash) {
    assertThat(Long.toHexString(XxHash64.hash(sanityBytes(), 0, length))).isEqualTo(hash);
  }

  /** Of Python's xxhash 3, folded by 31 h + x over all lengths. */
  @Test
  void hashesEveryLengthAsTheReferenceDoes() {
    long fold = 0;
    for (int length = 0; length < 222; length++) {
      fold = fold * 31 + XxHash64.hash(sanityBytes(), 0, length);
    }
    assertThat(fold).isEqualTo(0x9dde16ec1f3089cdL);
  }

  /** Of Python's xxhash 3. */
  @ParameterizedTest
  @CsvSource({
    "abc, 44bc2cf5ad770999",
    "0xb3f636cae9e8ad9795d14d3bdda3e382dba47c73, 20d31ea20a0ae1d8",
    "é链😀, 0fc21f5383cc7ca9",
    "0xbc5c52051fed024e75a677087e15bd2816effaf7f363b08634756bc4a5ae5009, b22ea233fe371f3d"
  })
  void hashesUtf8(String text, String hash) {
    assertThat("%016x".formatted(XxHash64.hash(text))).isEqualTo(hash);
  }

  @Test
  void hashesASliceAsItsCopy() {
    byte[] bytes = sanityBytes();
    assertThat(XxHash64.hash(bytes, 3, 77))
        .isEqualTo(XxHash64.hash(Arrays.copyOfRange(bytes, 3, 80), 0, 77));
  }

  private static byte[] sanityBytes() {
    byte[] bytes = new byte[222];
    long generator = PRIME32;
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (generator >>> 56);
      generator *= PRIME64;
    }
    return bytes;
  }
}
