package dev.probity.launch.container.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where `docker login` and `podman login` keep who the user is: the file in REGISTRY_AUTH_FILE,
/// else Docker's and then Podman's own. The first that knows the registry is taken.
public final class LoginFiles {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, String> environment;

    public LoginFiles(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// @throws IOException when a file cannot be read, or a helper of Docker's does not answer
    public Login login(RegistryHost host) throws IOException, InterruptedException {
        for (Path file : files()) {
            if (Files.isRegularFile(file)) {
                Optional<Login> found = login(read(file), host);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        return new Login.Anonymous();
    }

    List<Path> files() {
        Optional<Path> named = path("REGISTRY_AUTH_FILE");
        if (named.isPresent()) {
            return List.of(named.get());
        }
        List<Path> files = new ArrayList<>();
        Optional<Path> home = path("HOME");
        path("DOCKER_CONFIG")
                .or(() -> home.map(folder -> folder.resolve(".docker")))
                .ifPresent(folder -> files.add(folder.resolve("config.json")));
        path("XDG_RUNTIME_DIR")
                .ifPresent(folder -> files.add(folder.resolve("containers/auth.json")));
        path("XDG_CONFIG_HOME")
                .or(() -> home.map(folder -> folder.resolve(".config")))
                .ifPresent(folder -> files.add(folder.resolve("containers/auth.json")));
        return files;
    }

    private Optional<Path> path(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    /// What is wrong is told without the text: secrets are in it.
    private static JsonNode read(Path file) throws IOException {
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new IOException("the file with logins " + file + " is not JSON");
        }
    }

    private Optional<Login> login(JsonNode file, RegistryHost host)
            throws IOException, InterruptedException {
        for (String part : host.parts()) {
            for (Map.Entry<String, JsonNode> entry : file.path("credHelpers").properties()) {
                if (host.isMeantBy(entry.getKey(), part)) {
                    return new LoginHelper(entry.getValue().asText(), environment)
                            .login(entry.getKey());
                }
            }
            for (Map.Entry<String, JsonNode> entry : file.path("auths").properties()) {
                if (host.isMeantBy(entry.getKey(), part)) {
                    Optional<Login> said = said(entry.getValue());
                    String store = file.path("credsStore").asText("");
                    // With a store, the entry only says that there is something in it.
                    return said.isPresent() || store.isEmpty()
                            ? said
                            : new LoginHelper(store, environment).login(entry.getKey());
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Login> said(JsonNode entry) {
        String token = entry.path("identitytoken").asText("");
        if (!token.isEmpty()) {
            return Optional.of(new Login.Token(token));
        }
        String user = entry.path("username").asText("");
        if (!user.isEmpty()) {
            return Optional.of(new Login.Password(user, entry.path("password").asText("")));
        }
        return decoded(entry.path("auth").asText(""));
    }

    /// `user:password` in Base64.
    private static Optional<Login> decoded(String text) {
        try {
            String pair = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(
                            new Login.Password(
                                    pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // no Base64: nobody is logged in by that
        }
    }
}
