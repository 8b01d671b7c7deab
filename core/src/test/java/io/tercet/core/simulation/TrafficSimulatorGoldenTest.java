package io.tercet.core.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TrafficSimulatorGoldenTest {
  @Test
  void givesTheSameBytesOnEveryMachine() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    TrafficSimulator.stream(SimulationOptions.of(20_000, 42))
        .forEach(row -> digest.update((TrafficCsv.line(row) + '\n').getBytes(UTF_8)));

    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("67df3933f08458bb494bf76072291c4bbd756383a0f4d8faeb513d56c5341a03");
  }
}
