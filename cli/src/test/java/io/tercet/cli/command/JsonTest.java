package io.tercet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {
  @Test
  void everyKindOfValueIsWritten() {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("text", "a\"b\\c\n\u0001é");
    value.put("none", null);
    value.put("list", Arrays.asList(1, 2.5, null, true));
    value.put("big", new BigInteger("123456789012345678901234567890"));
    value.put("time", Instant.parse("2026-01-05T00:00:00Z"));
    value.put("nan", Double.NaN);
    value.put("whole", 3.0);
    value.put("raw", new Json.Raw("{\"x\":1}"));

    assertThat(Json.of(value))
        .isEqualTo(
            "{\"text\":\"a\\\"b\\\\c\\n\\u0001é\",\"none\":null,\"list\":[1,2.5,null,true],"
                + "\"big\":123456789012345678901234567890,\"time\":\"2026-01-05T00:00:00Z\","
                + "\"nan\":null,\"whole\":3,\"raw\":{\"x\":1}}");
  }

  @Test
  void everyTextReadsBackAsItself() {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < 0xD800; c++) {
      all.append(c);
    }
    all.append("🚀");

    Object back = JsonMapper.shared().readValue(Json.of(List.of(all.toString())), Object.class);

    assertThat(back).isEqualTo(List.of(all.toString()));
  }
}
