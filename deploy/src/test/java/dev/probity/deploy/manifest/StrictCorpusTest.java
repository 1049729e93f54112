package dev.probity.deploy.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;

import dev.probity.deploy.TestApplications;
import dev.probity.deploy.image.Images;
import dev.probity.dialects.Dialect;
import dev.probity.dialects.Dialects;
import dev.probity.spec.Application;
import dev.probity.spec.Resolved;
import dev.probity.spec.Service;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;

import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What is written of the files of others holds no field that Kubernetes' own definitions do not
/// have, and none of another kind.
class StrictCorpusTest {
    private static final Path FILES = Path.of("../dialects/src/test/resources");
    private static final Surroundings NOWHERE = Surroundings.with(Map.of());

    @ParameterizedTest
    @ValueSource(strings = {"blueprint", "gradient", "truefoundry", "tye"})
    void isWhatKubernetesDefines(String dialect) throws IOException {
        int seen = 0;
        for (Path file : files(dialect)) {
            Optional<Application> application = read(dialect, file);
            if (application.isPresent()) {
                Publication publication = Publication.of(withImages(application.get()));
                for (Manifest manifest : publication.manifests()) {
                    assertThat(problem(manifest)).as("%s: %s", file, manifest.name()).isEmpty();
                    seen++;
                }
            }
        }
        assertThat(seen).isGreaterThan(3);
    }

    @Test
    void alsoWhereVolumesAskForStatefulSetsAndClaims() {
        Publication publication =
                Publication.of(
                        TestApplications.of(
                                """
                                services:
                                  db: {image: db, volumes: [data:/data, files:/files]}
                                  web: {image: web, volumes: [files:/files]}
                                """));
        assertThat(publication.manifests())
                .allSatisfy(manifest -> assertThat(problem(manifest)).isEmpty())
                .extracting(manifest -> manifest.name().kind())
                .contains(ObjectKind.STATEFUL_SET, ObjectKind.PERSISTENT_VOLUME_CLAIM);
    }

    private static List<Path> files(String dialect) throws IOException {
        try (Stream<Path> all = Files.list(FILES.resolve(dialect))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static Optional<Application> read(String name, Path file) throws IOException {
        Dialect dialect = Dialects.named(name).orElseThrow();
        Source source =
                Source.decode(file.toString(), Files.readAllBytes(file), new Diagnostics())
                        .orElseThrow();
        return Dialects.read(dialect, source, Path.of("/app"), NOWHERE)
                .resolved()
                .map(Resolved::application);
    }

    /// With an image for whatever has none.
    private static Application withImages(Application application) {
        Map<String, String> images = new HashMap<>();
        application.services().stream()
                .map(Service::name)
                .forEach(name -> images.put(name, "example/" + name + ":1"));
        return Images.of(application, images, "latest", false).application();
    }

    private static Optional<String> problem(Manifest manifest) {
        JsonElement json = JsonParser.parseString(manifest.json().toString());
        try {
            switch (manifest.name().kind()) {
                case CONFIG_MAP -> V1ConfigMap.validateJsonElement(json);
                case SECRET -> V1Secret.validateJsonElement(json);
                case SERVICE -> V1Service.validateJsonElement(json);
                case DEPLOYMENT -> V1Deployment.validateJsonElement(json);
                case STATEFUL_SET -> V1StatefulSet.validateJsonElement(json);
                case JOB -> V1Job.validateJsonElement(json);
                case INGRESS -> V1Ingress.validateJsonElement(json);
                case PERSISTENT_VOLUME_CLAIM -> V1PersistentVolumeClaim.validateJsonElement(json);
                case POD_DISRUPTION_BUDGET -> V1PodDisruptionBudget.validateJsonElement(json);
                case HORIZONTAL_POD_AUTOSCALER ->
                        V2HorizontalPodAutoscaler.validateJsonElement(json);
                case POD, EVENT -> throw new AssertionError("never written");
            }
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
