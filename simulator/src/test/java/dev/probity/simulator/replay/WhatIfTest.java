package dev.probity.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probity.journal.Journal;
import dev.probity.journal.Limits;
import dev.probity.journal.Replay;
import dev.probity.simulator.Scenario;
import dev.probity.simulator.Simulation;
import dev.probity.simulator.Specs;
import dev.probity.simulator.replay.Contrast.Course;
import dev.probity.simulator.replay.Contrast.Difference;
import dev.probity.simulator.world.Cast;
import dev.probity.spec.Application;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The journal is one of a simulation, in which what happened is known.
class WhatIfTest {
    @TempDir private Path folder;

    private final Application recorded = Specs.application(Specs.THREE_PROBES);

    @BeforeEach
    void record() {
        Scenario scenario =
                Scenario.of(
                        recorded,
                        Cast.of(List.of("loads in 49s, hangs at 119s once"), recorded),
                        Duration.ofSeconds(250));
        try (Journal journal = Journal.open(folder, Limits.USUAL, trouble -> {})) {
            Simulation.record(scenario, journal);
        }
    }

    private record Outcome(List<Difference> differences, List<WhatIf.Doubt> doubts) {}

    private Outcome with(Application other) throws IOException {
        Course record = new Course(true);
        Course course = new Course(false);
        Recording recording = Recording.read(Recording.segments(folder), record);
        assertThat(recording.lost()).isZero();
        List<WhatIf.Doubt> doubts = WhatIf.run(recording, other, course);
        return new Outcome(Contrast.of(record, course), doubts);
    }

    @Test
    void theEngineDoesTheSameAgain() throws IOException {
        for (Path segment : Recording.segments(folder)) {
            Replay.Result result = Replay.of(segment);
            assertThat(result.difference()).isEmpty();
            assertThat(result.steps()).isGreaterThan(100);
        }
    }

    @Test
    void theSameFileWouldHaveDoneTheSame() throws IOException {
        Outcome outcome = with(recorded);
        assertThat(outcome.differences()).isEmpty();
        assertThat(outcome.doubts()).isEmpty();
    }

    @Test
    void aSmallerBudgetWouldHaveKilledTheStart() throws IOException {
        Outcome outcome =
                with(
                        Specs.application(
                                Specs.THREE_PROBES.replace(
                                        "failureThreshold: 30", "failureThreshold: 5")));
        assertThat(outcome.differences().getFirst())
                .satisfies(first -> {
                    assertThat(first.at()).isEqualTo(25_000_000_000L);
                    assertThat(first.text()).isEqualTo("is killed: its startup probe failed");
                    assertThat(first.recorded()).isFalse();
                });
        assertThat(outcome.doubts())
                .hasSize(2)
                .allSatisfy(doubt -> {
                    assertThat(doubt.at()).isEqualTo(25_000_000_000L);
                    assertThat(doubt.reason()).contains("was not in the record");
                });
    }

    @Test
    void aMorePatientLivenessWouldHaveLetTheHangLive() throws IOException {
        Outcome outcome =
                with(
                        Specs.application(
                                Specs.THREE_PROBES.replace(
                                        "periodSeconds: 10\n",
                                        "periodSeconds: 10\n      failureThreshold: 30\n")));
        assertThat(outcome.differences())
                .anyMatch(each ->
                        each.recorded()
                                && each.text().equals("is killed: its liveness probe failed"));
        assertThat(outcome.doubts())
                .hasSize(2)
                .allMatch(doubt -> doubt.reason().startsWith("it lives on"))
                .allMatch(doubt -> doubt.at() >= 141_000_000_000L);
    }

    @Test
    void aFolderWithoutAJournalIsSaidToBeOne() {
        assertThatThrownBy(() -> Recording.segments(folder.resolve("nothing")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no journal at");
    }
}
