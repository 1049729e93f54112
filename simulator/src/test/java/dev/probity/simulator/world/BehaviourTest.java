package dev.probity.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probity.engine.ReplicaId;
import dev.probity.simulator.Specs;
import dev.probity.spec.Application;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.Random;

class BehaviourTest {

    @Test
    void readsWhatPeopleWrite() {
        Behaviour behaviour =
                Behaviour.of(
                        "loads in 40 s .. 1m, stalls 2s at 120s every 5m, answers in 0.9s ± 200ms,"
                                + " crashes at 1h with 3 once, dependency down from 60s to 2m,"
                                + " stops in 4s, ignores TERM");
        assertThat(behaviour.loadsIn().least()).isEqualTo(Duration.ofSeconds(40));
        assertThat(behaviour.loadsIn().most()).isEqualTo(Duration.ofMinutes(1));
        assertThat(behaviour.stalls().getFirst().every()).contains(Duration.ofMinutes(5));
        assertThat(behaviour.answersIn()).isEqualTo(Duration.ofMillis(900));
        assertThat(behaviour.jitter()).isEqualTo(Duration.ofMillis(200));
        assertThat(behaviour.ends().orElseThrow().code()).isEqualTo(3);
        assertThat(behaviour.ends().orElseThrow().moment().once()).isTrue();
        assertThat(behaviour.outages().getFirst().to()).isEqualTo(Duration.ofMinutes(2));
        assertThat(behaviour.stops().ignoresTerm()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(StandardBehaviour.class)
    void everyStandardBehaviourReads(StandardBehaviour standard) {
        assertThat(standard.behaviour().text()).isNotBlank();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    load in 49s                  | did you mean "loads"?
                    loads 49s                    | says "49s" where "in" is expected
                    loads in 49                  | "49" is no length of time
                    loads in                     | ends where a length of time such as 49s
                    stalls 2s at 5s every 1s     | the next stall comes before this one is over
                    dependency down from 9s to 3s | it ends before it begins
                    fails livenes from 1s to 2s  | did you mean "liveness"?
                    crashes at 5s with 999       | no number from 0 to 255
                    loads in 9s .. 3s            | the second length is the longer one
                    loads in 9s now              | "now" is too much
                    """)
    void saysWhatIsWrongAndWhatWouldBeRight(String text, String message) {
        assertThatThrownBy(() -> Behaviour.of(text))
                .isInstanceOf(BehaviourException.class)
                .hasMessageContaining(message);
    }

    @Test
    void neverBreaksOnNonsense() {
        List<String> pieces =
                List.of(
                        "loads",
                        "in",
                        "49s",
                        ",",
                        "±",
                        "..",
                        "at",
                        "once",
                        "with",
                        "9".repeat(40),
                        "\u0000",
                        "every",
                        "0s",
                        " ",
                        "stalls",
                        "ms",
                        "-1s",
                        "from",
                        "to",
                        "1e9s");
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int word = random.nextInt(12); word > 0; word--) {
                text.append(pieces.get(random.nextInt(pieces.size()))).append(' ');
            }
            try {
                assertThat(Behaviour.of(text.toString())).isNotNull();
            } catch (BehaviourException e) {
                assertThat(e.text()).isNotBlank();
            }
        }
    }

    @Test
    void partsAreGivenToServicesAndReplicas() {
        Application application = Specs.application(Specs.THREE_PROBES);
        Cast cast =
                Cast.of(
                        List.of("slow-start", "inference: hangs at 9s", "inference-2: pause"),
                        application);
        assertThat(cast.behaviour(new ReplicaId("inference", 1)).text()).isEqualTo("hangs at 9s");
        assertThat(cast.behaviour(new ReplicaId("inference", 2)).text())
                .isEqualTo("stalls 2s at 120s");
        assertThatThrownBy(() -> Cast.of(List.of("inferense: hang"), application))
                .hasMessageContaining("did you mean \"inference\"?");
        assertThatThrownBy(() -> Cast.of(List.of("stedy"), application))
                .hasMessageContaining("did you mean \"steady\"?");
    }

    @ParameterizedTest
    @CsvSource({
        "21001, 21.001s",
        "0, 0s",
        "250, 250ms",
        "90000, 1m30s",
        "3600000, 1h",
        "3605000, 1h0m5s"
    })
    void lengthsReadAsTheyAreWritten(long millis, String text) {
        assertThat(Lengths.text(Duration.ofMillis(millis))).isEqualTo(text);
        assertThat(Lengths.read(text)).contains(Duration.ofMillis(millis));
    }
}
