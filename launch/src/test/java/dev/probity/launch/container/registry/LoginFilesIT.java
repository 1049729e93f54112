package dev.probity.launch.container.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;

/// Logins as Docker and Podman keep them, in files and behind helpers of the tests' own.
class LoginFilesIT {
    private static final String IMAGE = "registry.example.com/shop/web:1";
    private static final Login ME = new Login.Password("me", "open:sesame");

    @TempDir private Path folder;

    private Login login(String json, String image) throws Exception {
        Path file = Files.writeString(folder.resolve("auth.json"), json.replace('\'', '"'));
        Map<String, String> environment =
                Map.of("REGISTRY_AUTH_FILE", file.toString(), "PATH", folder + ":/usr/bin:/bin");
        return new LoginFiles(environment).login(RegistryHost.of(image));
    }

    private static String auth() {
        return Base64.getEncoder()
                .encodeToString("me:open:sesame".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0} is known by {1}")
    @CsvSource({
        "registry.example.com/shop/web:1, registry.example.com",
        "registry.example.com/shop/web:1, registry.example.com/shop",
        "registry.example.com/shop/web:1, https://registry.example.com/v2/",
        "localhost:5000/web@sha256:00,    localhost:5000",
        "shop/web,                        https://index.docker.io/v1/",
        "docker.io/shop/web:1,            docker.io",
    })
    void findsWhoIsLoggedIn(String image, String key) throws Exception {
        assertThat(login("{'auths':{'%s':{'auth':'%s'}}}".formatted(key, auth()), image))
                .isEqualTo(ME);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {'auths':{'other.example.com':{'auth':'bWU6eA=='}}}
                    {'auths':{'registry.example.com/other':{'auth':'bWU6eA=='}}}
                    {'auths':{'registry.example.com':{}}}
                    {'auths':{'registry.example.com':{'auth':'%%'}}}
                    {}
                    """)
    void isNobodyElsewhere(String json) throws Exception {
        assertThat(login(json, IMAGE)).isEqualTo(new Login.Anonymous());
    }

    @Test
    void prefersTheNearestEntry() throws Exception {
        assertThat(
                        login(
                                """
                                {'auths':{'registry.example.com':{'auth':'bWU6eA=='},
                                          'registry.example.com/shop':{'auth':'%s'}}}
                                """
                                        .formatted(auth()),
                                IMAGE))
                .isEqualTo(ME);
    }

    @Test
    void takesATokenWhereThereIsOne() throws Exception {
        assertThat(login("{'auths':{'registry.example.com':{'identitytoken':'t'}}}", IMAGE))
                .isEqualTo(new Login.Token("t"));
    }

    private void helper(String script) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("docker-credential-vault"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void asksTheHelperThatKeepsIt() throws Exception {
        helper(
                "read server; [ \"$1 $server\" = \"get registry.example.com\" ] &&"
                        + " echo '{\"Username\":\"me\",\"Secret\":\"open:sesame\"}'");
        assertThat(login("{'credHelpers':{'registry.example.com':'vault'}}", IMAGE)).isEqualTo(ME);
        assertThat(login("{'auths':{'registry.example.com':{}},'credsStore':'vault'}", IMAGE))
                .isEqualTo(ME);
        helper("echo '{\"Username\":\"<token>\",\"Secret\":\"t\"}'");
        assertThat(login("{'credHelpers':{'registry.example.com':'vault'}}", IMAGE))
                .isEqualTo(new Login.Token("t"));
    }

    @Test
    void saysWhatAHelperSays() throws Exception {
        helper("echo 'the vault is locked'; exit 1");
        assertThatThrownBy(() -> login("{'credHelpers':{'registry.example.com':'vault'}}", IMAGE))
                .hasMessage("docker-credential-vault gives no login: the vault is locked");
        helper("echo 'credentials not found in native keychain'; exit 1");
        assertThat(login("{'credHelpers':{'registry.example.com':'vault'}}", IMAGE))
                .isEqualTo(new Login.Anonymous());
    }

    @Test
    void looksWhereDockerAndPodmanKeepLogins() {
        Map<String, String> environment =
                Map.of("HOME", "/home/me", "XDG_RUNTIME_DIR", "/run/user/1000");
        assertThat(new LoginFiles(environment).files())
                .containsExactly(
                        Path.of("/home/me/.docker/config.json"),
                        Path.of("/run/user/1000/containers/auth.json"),
                        Path.of("/home/me/.config/containers/auth.json"));
    }

    @Test
    void neverShowsASecret() throws Exception {
        assertThat(ME).asString().doesNotContain("sesame");
        assertThat(new Login.Token("hidden")).asString().doesNotContain("hidden");
        assertThatThrownBy(() -> login("{'auths': secret}", IMAGE))
                .hasMessageEndingWith("auth.json is not JSON")
                .hasNoCause();
    }
}
