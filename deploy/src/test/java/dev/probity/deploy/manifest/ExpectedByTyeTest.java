package dev.probity.deploy.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.probity.deploy.image.Images;
import dev.probity.dialects.Dialects;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What Tye's own tests expect of `tye deploy` is in what is written here: the same workloads,
/// selectors, ports, probes, variables and rules of an Ingress, and nothing else beside the
/// ConfigMap of discovery and what Tye leaves to others. What is different, and why, is in the
/// SOURCES.md of the folder.
class ExpectedByTyeTest {
    private static final Path TYE = Path.of("../dialects/src/test/resources/tye");
    private static final Path EXPECTED = Path.of("src/test/resources/expected-kubernetes");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// A service of the files that Tye does not deploy.
    private static final String OF_AN_IMAGE = "dependency";

    private static final Set<String> OF_DOTNET =
            Set.of("DOTNET_LOGGING__CONSOLE__DISABLECOLORS", "ASPNETCORE_URLS");

    @ParameterizedTest
    @CsvSource({
        "single-project.yaml, e2e__single-project__tye.yaml",
        "frontend-backend.yaml, e2e__frontend-backend__tye-debug-configuration.yaml",
        "frontend-backend.yaml, e2e__frontend-backend__tye-release-configuration.yaml",
        "health-checks.yaml, e2e__health-checks__tye-all.yaml",
        "apps-with-ingress.1.19.yaml, e2e__apps-with-ingress__tye.yaml",
        "generate-named-binding.yaml, e2e__generate-named-binding__tye.yaml",
        "generate-uri-dependency.yaml, e2e__generate-uri-dependency__tye.yaml",
    })
    void isInWhatIsWritten(String expectedFile, String tyeFile) throws IOException {
        List<JsonNode> expected = documents(EXPECTED.resolve(expectedFile));
        Map<String, JsonNode> written = written(TYE.resolve(tyeFile), images(expected));
        Set<String> left = new TreeSet<>(written.keySet());
        for (JsonNode object : expected) {
            String name = object.path("kind").asText() + " " + name(object);
            assertThat(left.remove(name)).as(name).isTrue();
            JsonNode own = written.getOrDefault(name, MAPPER.nullNode());
            labels(object, own);
            switch (object.path("kind").asText()) {
                case "Deployment" -> deployment(object, own, written.values());
                case "Service" -> service(object, own);
                case "Ingress" -> ingress(object, own);
                default -> throw new AssertionError("nobody compares " + name);
            }
        }
        assertThat(left)
                .allMatch(name ->
                        name.matches("ConfigMap .*-services|(Deployment|Service) " + OF_AN_IMAGE));
    }

    private static void ingress(JsonNode expected, JsonNode own) {
        assertThat(routes(own, "ImplementationSpecific")).isEqualTo(routes(expected, "Prefix"));
        String rewriting = "nginx.ingress.kubernetes.io/rewrite-target";
        assertThat(own.at("/metadata/annotations").path(rewriting))
                .isEqualTo(expected.at("/metadata/annotations").path(rewriting));
    }

    /// Host, path and where it leads, in the order of the file.
    private static List<String> routes(JsonNode ingress, String pathType) {
        List<String> routes = new ArrayList<>();
        for (JsonNode rule : ingress.at("/spec/rules")) {
            for (JsonNode path : rule.at("/http/paths")) {
                assertThat(path.path("pathType").asText()).isEqualTo(pathType);
                routes.add(
                        "%s%s -> %s:%d"
                                .formatted(
                                        rule.path("host").asText("*"),
                                        path.path("path").asText(),
                                        path.at("/backend/service/name").asText(),
                                        path.at("/backend/service/port/number").asInt()));
            }
        }
        assertThat(routes).isNotEmpty();
        return routes;
    }

    private static void labels(JsonNode expected, JsonNode own) {
        for (Map.Entry<String, JsonNode> label : expected.at("/metadata/labels").properties()) {
            assertThat(own.path("metadata").path("labels").path(label.getKey()))
                    .isEqualTo(label.getValue());
        }
    }

    private static void deployment(JsonNode expected, JsonNode own, Iterable<JsonNode> all) {
        assertThat(own.at("/spec/replicas")).isEqualTo(expected.at("/spec/replicas"));
        assertThat(own.at("/spec/selector")).isEqualTo(expected.at("/spec/selector"));
        JsonNode container = expected.at("/spec/template/spec/containers/0");
        JsonNode ownContainer = own.at("/spec/template/spec/containers/0");
        assertThat(ownContainer.path("name")).isEqualTo(container.path("name"));
        assertThat(numbers(ownContainer.path("ports"), "containerPort"))
                .isEqualTo(numbers(container.path("ports"), "containerPort"));
        for (String probe : List.of("livenessProbe", "readinessProbe")) {
            contains(ownContainer.path(probe), container.path(probe), probe);
        }
        variables(container, ownContainer, all);
    }

    private static void service(JsonNode expected, JsonNode own) {
        assertThat(own.at("/spec/type")).isEqualTo(expected.at("/spec/type"));
        assertThat(own.at("/spec/selector")).isEqualTo(expected.at("/spec/selector"));
        for (String key : List.of("port", "targetPort")) {
            assertThat(numbers(own.at("/spec/ports"), key))
                    .isEqualTo(numbers(expected.at("/spec/ports"), key));
        }
    }

    /// Of the container itself, or of the ConfigMap that it reads.
    private static void variables(JsonNode expected, JsonNode own, Iterable<JsonNode> all) {
        Map<String, String> known = new HashMap<>();
        all.forEach(object -> {
            if (object.path("kind").asText().equals("ConfigMap")) {
                object.path("data")
                        .properties()
                        .forEach(entry -> known.put(entry.getKey(), entry.getValue().asText()));
            }
        });
        own.path("env")
                .forEach(entry ->
                        known.put(entry.path("name").asText(), entry.path("value").asText()));
        for (JsonNode entry : expected.path("env")) {
            String name = entry.path("name").asText();
            if (!OF_DOTNET.contains(name) && entry.has("value")) {
                assertThat(known).containsEntry(name, entry.path("value").asText());
            }
        }
    }

    private static void contains(JsonNode own, JsonNode expected, String path) {
        if (!expected.isContainerNode()) {
            if (!expected.isMissingNode()) {
                assertThat(own.asText()).as(path).isEqualTo(expected.asText());
            }
            return;
        }
        for (Map.Entry<String, JsonNode> entry : expected.properties()) {
            contains(own.path(entry.getKey()), entry.getValue(), path + "." + entry.getKey());
        }
        for (int i = 0; i < expected.size() && expected.isArray(); i++) {
            contains(own.path(i), expected.path(i), path + "[" + i + "]");
        }
    }

    private static Set<Integer> numbers(JsonNode ports, String key) {
        Set<Integer> numbers = new TreeSet<>();
        ports.forEach(port -> numbers.add(port.path(key).asInt()));
        return numbers;
    }

    private static Map<String, JsonNode> written(Path tye, Map<String, String> images)
            throws IOException {
        Source source =
                Source.decode(tye.toString(), Files.readAllBytes(tye), new Diagnostics())
                        .orElseThrow();
        var application =
                Dialects.read(
                                Dialects.named("tye").orElseThrow(),
                                source,
                                Path.of("/app"),
                                Surroundings.with(Map.of()))
                        .resolved()
                        .orElseThrow()
                        .application();
        Map<String, JsonNode> objects = new HashMap<>();
        for (Manifest manifest :
                Publication.of(Images.of(application, images, "1", false).application())
                        .manifests()) {
            objects.put(
                    manifest.json().path("kind").asText() + " " + name(manifest.json()),
                    manifest.json());
        }
        return objects;
    }

    /// Tye builds them; here they are given.
    private static Map<String, String> images(List<JsonNode> expected) {
        Map<String, String> images = new HashMap<>();
        expected.stream()
                .filter(object -> object.path("kind").asText().equals("Deployment"))
                .forEach(object ->
                        images.put(
                                name(object),
                                object.at("/spec/template/spec/containers/0/image").asText()));
        return images;
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    private static List<JsonNode> documents(Path file) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        for (Object document :
                new Load(LoadSettings.builder().build())
                        .loadAllFromString(Files.readString(file))) {
            documents.add(MAPPER.valueToTree(document));
        }
        return documents;
    }
}
