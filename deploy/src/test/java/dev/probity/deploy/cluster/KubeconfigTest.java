package dev.probity.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

class KubeconfigTest {
    @TempDir private Path folder;

    private Path write(String name, String current, String contexts) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                """
                current-context: %s
                clusters:
                  - name: %s
                    cluster: {server: "https://%s:6443", certificate-authority: ca.crt}
                users:
                  - name: me
                    user: {token: secret-%s}
                contexts:
                %s\
                """
                        .formatted(current, name, name, name, contexts));
    }

    private static String context(String name, String cluster, String namespace) {
        return "  - name: %s\n    context: {cluster: %s, user: me, namespace: %s}\n"
                .formatted(name, cluster, namespace);
    }

    private Kubeconfig find(String variable, Optional<String> context) throws ClusterProblem {
        return Kubeconfig.find(
                Map.of("KUBECONFIG", variable, "HOME", folder.toString()),
                Optional.empty(),
                context);
    }

    @Test
    void takesTheCurrentContextAndItsNamespace() throws Exception {
        Path file = write("a", "dev", context("dev", "a", "shop"));
        Kubeconfig found = find(file.toString(), Optional.empty());
        assertThat(found.context()).isEqualTo("dev");
        assertThat(found.server()).isEqualTo("https://a:6443");
        assertThat(found.namespace()).contains("shop");
    }

    @Test
    void mergesTheFilesOfTheVariableAndTheFirstOneWins() throws Exception {
        Path first = write("a", "dev", context("dev", "a", "one"));
        Path second =
                write("b", "other", context("dev", "b", "two") + context("staging", "b", "three"));
        String both = first + ":" + folder.resolve("none") + ":" + second;
        assertThat(find(both, Optional.empty()).namespace()).contains("one");
        assertThat(find(both, Optional.of("staging")).server()).isEqualTo("https://b:6443");
    }

    @Test
    void takesPathsRelativeToTheFile() throws Exception {
        Path file = write("a", "dev", context("dev", "a", "one"));
        assertThat(find(file.toString(), Optional.empty()).contents())
                .contains(folder.resolve("ca.crt").toString());
    }

    @Test
    void keepsCredentialsToItself() throws Exception {
        Path file = write("a", "dev", context("dev", "a", "one"));
        assertThat(find(file.toString(), Optional.empty()).toString()).doesNotContain("secret-a");
    }

    @Test
    void saysWhereItHasLooked() {
        assertThatThrownBy(() -> find("", Optional.empty()))
                .isInstanceOf(ClusterProblem.class)
                .hasMessage(
                        "there is no kubeconfig: "
                                + folder.resolve(".kube/config")
                                + " does not exist; name one with --kubeconfig or KUBECONFIG");
    }

    private static final Map<String, String> IN_A_POD =
            Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "443");

    private Kubeconfig inAPod(Optional<String> context) throws Exception {
        Files.writeString(folder.resolve("token"), "secret-of-the-pod\n");
        Files.writeString(folder.resolve("ca.crt"), "a certificate");
        Files.writeString(folder.resolve("namespace"), "shop\n");
        Map<String, String> environment = new HashMap<>(IN_A_POD);
        environment.put("HOME", folder.resolve("home").toString());
        return Kubeconfig.find(
                environment, Optional.empty(), context, new ServiceAccount(folder, environment));
    }

    @Test
    void takesTheAccountOfThePodWhereThereIsNoFile() throws Exception {
        Kubeconfig found = inAPod(Optional.empty());
        assertThat(found.context()).isEqualTo("in-cluster");
        assertThat(found.server()).isEqualTo("https://[fd00::1]:443");
        assertThat(found.namespace()).contains("shop");
        assertThat(found.contents())
                .contains("secret-of-the-pod\"", folder.resolve("ca.crt").toString());
        assertThat(found.toString()).doesNotContain("secret-of-the-pod");
    }

    @Test
    void takesAFileBeforeTheAccountOfThePod() throws Exception {
        Path kube = Files.createDirectories(folder.resolve("home/.kube"));
        Files.move(write("a", "dev", context("dev", "a", "one")), kube.resolve("config"));
        assertThat(inAPod(Optional.empty()).context()).isEqualTo("dev");
    }

    @Test
    void aPodHasNoContextsToChooseFrom() {
        assertThatThrownBy(() -> inAPod(Optional.of("staging")))
                .hasMessageStartingWith("there is no kubeconfig: ");
    }

    @Test
    void guessesTheContextThatWasMeant() throws Exception {
        Path file = write("a", "dev", context("staging", "a", "one"));
        assertThatThrownBy(() -> find(file.toString(), Optional.of("stagign")))
                .hasMessage(
                        "there is no context \"stagign\" in "
                                + file
                                + "; did you mean \"staging\"?");
    }

    @Test
    void saysThatAContextHasToBeChosen() throws Exception {
        Path file = write("a", "\"\"", context("staging", "a", "one"));
        assertThatThrownBy(() -> find(file.toString(), Optional.empty()))
                .hasMessageContaining("has no current context; choose one with --context: staging");
    }

    @Test
    void saysWhereAFileIsBrokenWithoutItsSecrets() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("broken"), "users:\n- {name: me, user: {token: hunter2, \"");
        assertThatThrownBy(() -> find(file.toString(), Optional.empty()))
                .hasMessageContaining("the kubeconfig " + file + " is not YAML: line 2, ")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }
}
