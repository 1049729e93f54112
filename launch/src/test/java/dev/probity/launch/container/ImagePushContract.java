package dev.probity.launch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probity.launch.container.rest.EngineProblem;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Images go from a real engine into a real registry.
@Tag("whole")
@TestInstance(Lifecycle.PER_CLASS)
@ResourceLock("the firewall, which engines share")
abstract class ImagePushContract {
    private Path folder;
    private RealEngine engine;
    private RealRegistry registry;

    abstract RealEngine engine() throws Exception;

    /// Whether the engine says anything between the beginning and the end.
    abstract boolean tellsOfLayers();

    @BeforeAll
    void start(@TempDir Path empty) throws Exception {
        folder = empty;
        registry = RealRegistry.start(folder);
        engine = engine();
    }

    @AfterAll
    void stop() throws Exception {
        if (engine != null) {
            engine.close();
        }
        if (registry != null) {
            registry.close();
        }
    }

    private String tagged(String name) throws Exception {
        String reference = registry.host() + "/" + name;
        engine.ask("tag", engine.image(), reference);
        return reference;
    }

    private List<String> push(String reference, Path login) throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        Map<String, String> environment = new HashMap<>(engine.environment());
        environment.put("REGISTRY_AUTH_FILE", login.toString());
        ImageWorkshop.push(
                reference,
                environment,
                new ContainerNews() {
                    @Override
                    public void progress(String text) {
                        told.add(text);
                    }

                    @Override
                    public void trouble(String text) {
                        told.add(text);
                    }
                });
        return told;
    }

    @Test
    void putsAnImageIntoItsRegistryAndTellsHowFarItIs() throws Exception {
        String reference = tagged("shop/web:1");
        List<String> told = push(reference, registry.login());
        assertThat(registry.ask("/v2/shop/web/tags/list"))
                .contains("\"name\":\"shop/web\"", "\"1\"");
        assertThat(told).first().isEqualTo("Pushing image " + reference);
        assertThat(told).last().asString().startsWith("Pushed image " + reference + " (sha256:");
        assertThat(told).doesNotHaveDuplicates();
        assertThat(told.stream().anyMatch(line -> line.matches(".*: [0-9a-f]{12} Pushed")))
                .as("%s", told)
                .isEqualTo(tellsOfLayers());
    }

    @Test
    void saysTheEnginesWordsAndHowToLogIn() throws Exception {
        String reference = tagged("shop/refused:1");
        assertThatThrownBy(() -> push(reference, registry.login("a wrong secret")))
                .isInstanceOf(EngineProblem.class)
                .hasMessageStartingWith("image " + reference + " cannot be pushed: ")
                .hasMessageEndingWith(
                        "; log in with `docker login %1$s` or `podman login %1$s`"
                                .formatted(registry.host()))
                .message()
                .doesNotContain("a wrong secret");
    }

    @Test
    void saysThatNobodyIsLoggedIn() throws Exception {
        String reference = tagged("shop/nobody:1");
        assertThatThrownBy(() -> push(reference, folder.resolve("none.json")))
                .hasMessageContaining("log in with");
    }

    @Test
    void saysThatTheRegistryIsNotThere() throws Exception {
        String reference = "127.0.0.1:1/shop/web:1";
        engine.ask("tag", engine.image(), reference);
        assertThatThrownBy(() -> push(reference, registry.login()))
                .hasMessageStartingWith("image " + reference + " cannot be pushed: ")
                .hasMessageContaining("connection refused");
    }

    @Test
    void saysThatThereIsNoSuchImage() {
        String reference = registry.host() + "/shop/missing:1";
        assertThatThrownBy(() -> push(reference, registry.login()))
                .hasMessageStartingWith("image " + reference + " cannot be pushed: ");
    }
}
