package dev.probity.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Service;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;

class DifferencesTest {

    private static Service web(String fields) {
        String text = "name: shop\nservices:\n  web: {command: run, " + fields + "}\n";
        return ProbityYaml.read(
                        new Source("probity.yaml", text),
                        Path.of("/shop"),
                        Surroundings.with(Map.of()),
                        new Diagnostics())
                .orElseThrow()
                .application()
                .services()
                .getFirst();
    }

    @Test
    void saysWhatHasChangedInTheWordsOfTheFile() {
        Service before = web("ports: [8080], replicas: 2, readinessProbe: {httpGet: /a}");
        Service after = web("ports: [8080/tcp], replicas: 2, livenessProbe: {exec: 'true'}");
        assertThat(ProbityYaml.differences(before, after))
                .contains(
                        new Difference("ports[0].protocol", "http", "tcp"),
                        new Difference("readinessProbe.httpGet.path", "/a", ""),
                        new Difference("livenessProbe.exec.command", "", "[true]"))
                .extracting(Difference::key)
                .doesNotContain("replicas", "command");
    }

    @Test
    void saysThatASecretHasChangedAndNotWhatItIs() {
        Service before = web("env: {DB_PASSWORD: old, MODE: a}");
        Service after = web("env: {DB_PASSWORD: new, MODE: b}");
        assertThat(ProbityYaml.differences(before, after))
                .containsExactly(
                        new Difference("env.DB_PASSWORD", "***", "***"),
                        new Difference("env.MODE", "a", "b"));
    }

    @Test
    void saysNothingOfWhatIsEqual() {
        assertThat(ProbityYaml.differences(web("replicas: 2"), web("replicas: 2"))).isEmpty();
    }
}
