package dev.probity.samples.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.health.Phase;
import dev.probity.health.stuck.Progress;
import dev.probity.samples.mlplatform.model.PublishedModel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What happens to a version on its way to the requests.
class ModelStationIT {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir Path folder;

    @Test
    void warmsAVersionUpBeforeAnybodyGetsIt() throws Exception {
        Path file = Files.write(folder.resolve("model.onnx"), PublishedModel.FIRST.bytes());
        ModelOrigin origin =
                new ModelOrigin(
                        new ModelReference.InFile(file),
                        "net",
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ZERO);
        List<String> phases = new ArrayList<>();
        try (ModelSlot slot = new ModelSlot();
                Predictor predictor =
                        new Predictor(
                                new Predictor.Limits(1, 10, LONG), Progress.stalledAfter(LONG))) {
            ModelStation station =
                    new ModelStation(
                            origin,
                            new ModelStation.Place(folder.resolve("cache"), 1),
                            slot,
                            predictor);
            assertThat(station.bring(phase -> note(phases, phase, slot))).isPresent();
            assertThat(slot.peek()).isPresent();
            assertThat(station.bring(phase -> {})).as("it is there already").isEmpty();
        }
        assertThat(phases)
                .containsExactly("resolving", "downloading", "verifying", "loading", "warming");
    }

    private static void note(List<String> phases, Phase phase, ModelSlot slot) {
        assertThat(slot.peek()).as("nobody gets it while it is %s", phase.name()).isEmpty();
        phases.add(phase.name());
    }
}
