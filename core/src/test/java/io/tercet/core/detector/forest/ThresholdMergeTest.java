package io.tercet.core.detector.forest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ThresholdMergeTest {
  @Test
  void aByteOfThresholdsIsKept() {
    NodeBuffer nodes = new NodeBuffer();
    for (int i = 0; i < 1020; i++) {
      nodes.addSplit(0, 10 * (i % 255));
    }
    int[] before = nodes.key.clone();
    ThresholdMerge.apply(nodes, 1);
    assertThat(nodes.key).isEqualTo(before);
  }

  @Test
  void moreAreMovedToTheirNearestRepresentative() {
    NodeBuffer nodes = new NodeBuffer();
    for (int i = 0; i < 1017; i++) {
      nodes.addSplit(1, i);
    }
    nodes.addSplit(0, 77_777);
    ThresholdMerge.apply(nodes, 2);
    // 255 representatives four apart: 0, 4, 8, …, 1016.
    for (int i = 0; i < 1017; i++) {
      assertThat(nodes.key[i] % 4).isZero();
      assertThat(Math.abs(nodes.key[i] - i)).isLessThanOrEqualTo(2);
    }
    assertThat(Arrays.stream(nodes.key, 0, 1017).distinct().count()).isEqualTo(255);
    assertThat(nodes.key[1017]).isEqualTo(77_777);
  }
}
