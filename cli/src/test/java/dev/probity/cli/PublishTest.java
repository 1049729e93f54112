package dev.probity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What can be said of a deploy without a cluster.
class PublishTest {
    private static final String SHOP =
            """
            name: shop
            namespace: staging
            services:
              web:
                image: registry.example.com/web:1.4
                ports: [8080]
                readinessProbe: {httpGet: /ready}
            """;

    private static final String PROGRAM =
            "name: shop\nservices: {web: {command: java -jar web.jar, ports: [8080]}}\n";

    @TempDir private Path folder;

    private record Outcome(int code, String out, String err) {}

    private Outcome run(String text, String... arguments) throws IOException {
        Files.writeString(folder.resolve("probity.yaml"), text);
        Console console = new Console(folder);
        int code = console.run(arguments);
        return new Outcome(code, console.out(), console.err());
    }

    @Test
    void printsTheManifestsAndIsAlsoCalledRender() throws IOException {
        Outcome published = run(SHOP, "publish");
        assertThat(published.code()).isZero();
        assertThat(published.out())
                .contains(
                        "kind: Deployment",
                        "namespace: staging",
                        "app.kubernetes.io/managed-by: probity",
                        "allowPrivilegeEscalation: false");
        assertThat(run(SHOP, "render").out()).isEqualTo(published.out());
        assertThat(run(SHOP, "deploy", "--dry-run=client").out()).isEqualTo(published.out());
    }

    @Test
    void writesAFileForEachObject() throws IOException {
        Outcome outcome = run(SHOP, "publish", "-d", "manifests", "-n", "live");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEmpty();
        Path deployment = folder.resolve("manifests/deployment-web.yaml");
        assertThat(Files.readString(deployment)).contains("namespace: live");
        assertThat(outcome.err()).contains("3 files in " + folder.resolve("manifests"));
    }

    @Test
    void saysHowAProgramGetsAnImage() throws IOException {
        Outcome published = run(PROGRAM, "publish");
        assertThat(published.code()).isEqualTo(1);
        assertThat(published.err())
                .contains(
                        "services.web: a cluster runs images, and this is a program of this machine"
                            + " (java -jar web.jar); give it one with \"image\" or \"build\" in the"
                            + " file, or with --image web=REFERENCE; --build makes one of "
                                + folder.resolve("web.jar"));
        assertThat(run(PROGRAM, "publish", "--image", "web=web:2").code()).isZero();
        assertThat(run(PROGRAM, "deploy", "--dry-run=client").code()).isEqualTo(2);
    }

    @Test
    void refusesANameThatIsTooLongForAStatefulSet() throws IOException {
        String name = "d".repeat(53);
        String text =
                "name: shop\nservices: {%s: {image: db, volumes: [data:/data]}}\n".formatted(name);
        Outcome deployed = run(text, "deploy", "--dry-run=client");
        assertThat(deployed.code()).isEqualTo(2);
        assertThat(deployed.out()).isEmpty();
        assertThat(deployed.err())
                .contains(
                        "services."
                                + name
                                + ": error: a service with volumes of its own is a"
                                + " StatefulSet, whose name has at most 52 characters, and this one"
                                + " has 53",
                        "nothing was applied");
        assertThat(run(text, "publish").code()).isEqualTo(1);
        assertThat(run(text.replace(name, name.substring(1)), "deploy", "--dry-run=client").code())
                .isZero();
    }

    @Test
    void namesTheImageOfAJarInTheRegistry() throws IOException {
        Outcome outcome =
                run(
                        PROGRAM,
                        "deploy",
                        "--dry-run=client",
                        "--build",
                        "--registry",
                        "registry.example.com/shop",
                        "--tag",
                        "7");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("image: \"registry.example.com/shop/web:7\"");
    }

    @Test
    void saysWhatIsMissingOnTheWayToACluster() throws IOException {
        Outcome outcome = run(SHOP, "deploy", "--kubeconfig", "none.yaml");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .contains(
                        "there is no kubeconfig: "
                                + folder.resolve("none.yaml")
                                + " does not exist; name one with --kubeconfig or KUBECONFIG");
    }

    @Test
    void saysWhichServerDoesNotAnswer() throws IOException {
        Files.writeString(
                folder.resolve("config"),
                """
                current-context: gone
                clusters: [{name: gone, cluster: {server: "http://127.0.0.1:1"}}]
                users: [{name: me, user: {token: x}}]
                contexts: [{name: gone, context: {cluster: gone, user: me}}]
                """);
        for (String verb : new String[] {"deploy", "diff", "undeploy"}) {
            Outcome outcome = run(SHOP, verb, "--kubeconfig", "config");
            assertThat(outcome.code()).as(verb).isEqualTo(1);
            assertThat(outcome.err())
                    .contains(
                            "the API server at http://127.0.0.1:1 (context gone) does not answer");
        }
    }

    @Test
    void guessesWhichDryRunWasMeant() throws IOException {
        Outcome outcome = run(SHOP, "deploy", "--dry-run=servr");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("did you mean server?");
    }
}
