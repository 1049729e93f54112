package dev.probity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files of other tools on the command line: read, converted, and asked for what they leave open.
class ConvertTest {
    private static final String GRADIENT =
            """
            name: web
            image: nginx
            env: [{name: TOKEN, value: "secret:api"}]
            healthChecks: {liveness: {path: /live}}
            resources: {machineType: C5, ports: [8000]}
            """;

    @TempDir private Path folder;

    private record Outcome(int code, String out, String err) {}

    private Outcome run(String file, String text, String... arguments) throws IOException {
        Files.writeString(folder.resolve(file), text);
        Console console = new Console(folder);
        int code = console.run(arguments);
        return new Outcome(code, console.out(), console.err());
    }

    @Test
    void writesTheOtherFileAndSaysThatNothingIsLost() throws IOException {
        Outcome outcome = run("a.yaml", GRADIENT, "convert", "a.yaml", "--to", "probity");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("image: nginx", "periodSeconds: 10", "TOKEN: \"{secret:api}\"");
        assertThat(outcome.err()).contains("nothing is lost");

        Files.writeString(folder.resolve("probity.yaml"), outcome.out());
        assertThat(new Console(folder).run("validate", "probity.yaml")).isZero();
    }

    @Test
    void exitsWithOneWhenAProbeIsLost() throws IOException {
        String probity =
                "services: {web: {image: nginx, ports: [80], livenessProbe: {tcpSocket: 80}}}\n";
        Outcome outcome = run("probity.yaml", probity, "convert", "--to", "gradient");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).contains("image: nginx", "# What this file does not say:");
        assertThat(outcome.err())
                .contains("services.web.livenessProbe: error: Gradient has no tcpSocket probe");
    }

    @Test
    void writesWhatTyeDidInPlaceOfWhatItSaid() throws IOException {
        String tye =
                "services:\n- name: a\n  executable: b\n  bindings: [{protocol: http}]\n"
                        + "  liveness: {http: {path: /}}\n";
        Outcome outcome = run("tye.yaml", tye, "convert", "--to", "probity", "--as-observed");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("failureThreshold: 4", "periodSeconds: 1");
    }

    @Test
    void namesTheDialectThatWasMeant() throws IOException {
        Outcome outcome = run("a.yaml", GRADIENT, "convert", "a.yaml", "--to", "gradiant");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("there is no dialect \"gradiant\"; did you mean \"gradient\"?");
    }

    @Test
    void readsAFileAsTheDialectThatIsSaid() throws IOException {
        String text = "name: web\nimage: nginx\n";
        Outcome outcome = run("a.yaml", text, "validate", "a.yaml");
        assertThat(outcome.code()).isEqualTo(2);
        Outcome outcome2 = run("a.yaml", text, "validate", "a.yaml", "--from", "gradient");
        assertThat(outcome2.code()).isZero();
    }

    @Test
    void fillsInWhatIsSet() throws IOException {
        String text = GRADIENT.replace("nginx", ":image");
        Outcome outcome = run("a.yaml", text, "config", "a.yaml", "--set", "image=nginx:2");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("nginx:2");
        Files.writeString(folder.resolve("my.env"), "# images\nimage=nginx:3\n");
        Outcome outcome2 = run("a.yaml", text, "config", "a.yaml", "--env-file", "my.env");
        assertThat(outcome2.code()).isZero();
        assertThat(outcome2.out()).contains("nginx:3");
    }

    @Test
    void asksForTheSecretsBeforeItRunsAnything() throws IOException {
        Outcome outcome = run("a.yaml", GRADIENT, "run", "a.yaml");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("a.yaml:3:")
                .contains("TOKEN is the secret api, which nobody gives; --secret api=VALUE")
                .contains("[PRB0506]");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void saysWhatIsWrongWithAnEnvironmentFile() throws IOException {
        Outcome outcome = run("a.yaml", GRADIENT, "config", "a.yaml", "--env-file", "no.env");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("the file no.env cannot be read: there is none");
    }

    @Test
    void provesThatProbesActAtTheSameTimes() throws IOException {
        Outcome outcome =
                run("a.yaml", GRADIENT, "convert", "a.yaml", "--to", "probity", "--check");
        assertThat(outcome.err()).contains("check: probes act at the same times on both sides");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void namesTheFirstMomentThatDiffers() throws IOException {
        String probity =
                "services: {web: {image: nginx, ports: [80], readinessProbe: {httpGet: /,"
                        + " successThreshold: 3}}}\n";
        Outcome outcome = run("probity.yaml", probity, "convert", "--to", "gradient", "--check");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("check: with ", "web-1").contains("differs first at");
    }
}
