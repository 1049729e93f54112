package dev.probity.health.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class JsonTest {

    @Test
    void writesEveryKindOfValue() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("text", "a \"quoted\" \\ line\nbreak\u0001");
        object.put("numbers", List.of(1, 2.5, -3L));
        object.put("odd", Double.NaN);
        object.put("truth", true);
        object.put("inner", Map.of("none", List.of()));
        object.put("nothing", null);

        assertThat(Json.of(object))
                .isEqualTo(
                        "{\"text\":\"a \\\"quoted\\\" \\\\ line\\nbreak\\u0001\","
                                + "\"numbers\":[1,2.5,-3],\"odd\":null,\"truth\":true,"
                                + "\"inner\":{\"none\":[]},\"nothing\":null}");
    }

    @Test
    void everyTextSurvivesAsUtf8() {
        Random random = new Random(42);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < 12; c++) {
                text.append((char) random.nextInt(0x10000));
            }
            String json = Json.of(Map.of("k", text));
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(json);
            assertThat(json.chars()).noneMatch(c -> c < ' ');
        }
    }
}
