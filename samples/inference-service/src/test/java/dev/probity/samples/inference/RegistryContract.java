package dev.probity.samples.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.probity.samples.mlplatform.model.Training;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

/// What a service finds in a registry with three versions of a model, whoever keeps the registry:
/// version 1 is the champion, 2 in Production, 3 nowhere.
abstract class RegistryContract {

    /// Settings for one service that asks the registry.
    abstract World world() throws IOException;

    static String version(World world) throws Exception {
        return World.json(world.get("/model")).path("version").asText();
    }

    @ParameterizedTest(name = "{0}={1} is version {2}")
    @CsvSource({
        "MODEL_STAGE, Production, 2",
        "MODEL_STAGE, production, 2",
        "MODEL_STAGE, None, 3",
        "MODEL_ALIAS, champion, 1",
        "MODEL_VERSION, 3, 3",
        "MODEL_URI, models:/cifar10-model/1, 1",
        "MODEL_URI, models:/cifar10-model/Production, 2",
        "MODEL_URI, models:/cifar10-model/latest, 3",
        "MODEL_URI, models:/cifar10-model@champion, 1"
    })
    void findsAVersion(String variable, String value, String version) throws Exception {
        try (World running = world().with(variable, value).startAndWait()) {
            assertThat(version(running)).isEqualTo(version);
            assertThat(running.predict(Training.heldOut(1).getFirst()).statusCode()).isEqualTo(200);
            assertThat(World.json(running.get("/ready")).path("mlflow_accessible").asBoolean())
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "{0}={1} is {2}")
    @CsvSource({
        "MODEL_STAGE, Archived, model_not_in_registry",
        "MODEL_ALIAS, loser, model_not_in_registry",
        "MODEL_VERSION, 9, model_not_in_registry",
        "MODEL_NAME, other, model_not_in_registry"
    })
    void saysThatThereIsNoSuchVersion(String variable, String value, String reason)
            throws Exception {
        try (World running = world().with(variable, value).start()) {
            await().untilAsserted(() ->
                    assertThat(World.json(running.get("/health")).path("reason").asText())
                            .isEqualTo(reason));
        }
    }
}
