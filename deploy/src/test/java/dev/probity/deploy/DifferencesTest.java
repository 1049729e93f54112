package dev.probity.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.probity.deploy.ObjectDifference.Line;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

class DifferencesTest {
    private static List<Line> between(String before, String after) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        return Differences.between(mapper.readTree(before), mapper.readTree(after));
    }

    @Test
    void namesContainersByTheirName() throws IOException {
        assertThat(
                        between(
                                "{\"spec\":{\"containers\":[{\"name\":\"web\",\"image\":\"a\"}]}}",
                                "{\"spec\":{\"containers\":[{\"name\":\"web\",\"image\":\"b\"}]}}"))
                .containsExactly(new Line("spec.containers[web].image", "a", "b"));
    }

    @Test
    void leavesOutWhatTheServerKeepsToItself() throws IOException {
        assertThat(
                        between(
                                "{\"metadata\":{\"resourceVersion\":\"1\",\"generation\":1,"
                                    + "\"managedFields\":[{\"time\":\"x\"}]},\"status\":{\"a\":1}}",
                                "{\"metadata\":{\"resourceVersion\":\"2\",\"generation\":2}}"))
                .isEmpty();
    }

    @Test
    void masksSecrets() throws IOException {
        assertThat(
                        between(
                                "{\"kind\":\"Secret\",\"data\":{\"A\":\"eA==\"}}",
                                "{\"kind\":\"Secret\",\"data\":{\"A\":\"eQ==\",\"B\":\"eg==\"}}"))
                .containsExactly(new Line("data.A", "***", "***"), new Line("data.B", "", "***"));
    }
}
