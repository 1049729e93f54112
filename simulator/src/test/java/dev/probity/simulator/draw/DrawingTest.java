package dev.probity.simulator.draw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.simulator.Scenario;
import dev.probity.simulator.Simulation;
import dev.probity.simulator.Specs;
import dev.probity.simulator.world.Cast;
import dev.probity.spec.Application;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

class DrawingTest {
    private static Picture picture(String yaml, String behaviour, int columns) {
        Application application = Specs.application(yaml);
        Duration span = Duration.ofMinutes(1);
        Picture picture = new Picture(span, columns);
        Simulation.run(
                Scenario.of(application, Cast.of(List.of(behaviour), application), span), picture);
        return picture.finish();
    }

    @Test
    void aStoryOnATerminal() {
        String yaml =
                Specs.web(
                        "livenessProbe: {httpGet: {path: /, port: 8080}, failureThreshold: 1}",
                        "readinessProbe: {httpGet: {path: /ready, port: 8080}}");
        assertThat(TerminalDrawing.of(picture(yaml, "loads in 5s, hangs at 32s once", 60)))
                .isEqualTo(
                        """
                        web-1
                                    0s        10s       20s       30s       40s       50s
                          life      ▲                                        †
                          state     SSSSSSSSSSRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRSSSSSSSSSHRRRRRRRRR
                          readiness ✗         ✓         ✓         ✓          ✗         ✓
                          liveness            ✓         ✓         ✓          ✗        ✓
                          traffic             ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━          ━━━━━━━━━

                        H healthy   R ready   S started   ▲ launched   † killed by a probe   ✓ passed   ✗ failed
                        """);
    }

    @Test
    void theSvgIsWellFormedWhateverTheTitle() throws Exception {
        Picture picture = picture(Specs.THREE_PROBES, "loads in 9s", SvgDrawing.COLUMNS);
        String svg = SvgDrawing.of(picture, "a <b> & \"c\"");
        var document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(document.getElementsByTagName("rect").getLength()).isGreaterThan(20);
    }

    @Test
    void hundredsOfReplicasGetAPictureOfAFew() {
        String yaml = Specs.THREE_PROBES.replace("replicas: 2", "replicas: 100");
        String text = TerminalDrawing.of(picture(yaml, "steady", 60));
        assertThat(text).contains("inference-8\n").doesNotContain("inference-9\n");
        assertThat(text).contains("More replicas than these were simulated.");
    }
}
