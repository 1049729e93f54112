package dev.probity.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probity.engine.Effect;
import dev.probity.engine.Event;
import dev.probity.engine.Happening;
import dev.probity.engine.Incarnation;
import dev.probity.engine.Outcome;
import dev.probity.engine.ReplicaId;
import dev.probity.spec.Handler;
import dev.probity.spec.Hook;
import dev.probity.spec.Workload;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class JsonTest {
    private static final Incarnation INCARNATION =
            new Incarnation(new ReplicaId("web", 1), "web", "web_a2d67bd9-4");

    /// A variant that is added to one of these is here by itself.
    static Stream<Class<?>> variants() {
        return Stream.of(
                        Event.class,
                        Effect.class,
                        Happening.class,
                        Outcome.class,
                        Handler.class,
                        Handler.PortRef.class,
                        Hook.class,
                        Workload.class,
                        Line.class)
                .flatMap(sealed -> VariantShape.records(sealed));
    }

    @ParameterizedTest
    @MethodSource("variants")
    <T> void comesBackEqual(Class<T> type) throws IOException {
        for (Examples examples : List.of(new Examples(true), new Examples(false))) {
            T value = type.cast(examples.of(type));
            String line = Json.write(type, value);
            assertThat(line).doesNotContain("\n");
            assertThat(Json.read(type, line)).isEqualTo(value);
            assertThat(Json.write(type, Json.read(type, line))).isEqualTo(line);
        }
    }

    /// The format of journals that exist: a change here needs a new {@link Line#FORMAT}.
    @Test
    void namesAVariantByItsRecord() {
        assertThat(Json.write(Event.class, new Event.TimerDue())).isEqualTo("{\"TimerDue\":{}}");
        assertThat(Json.write(Event.class, new Event.Started(INCARNATION)))
                .isEqualTo(
                        """
                        {"Started":{"incarnation":{"replica":{"service":"web","ordinal":1},\
                        "container":"web","name":"web_a2d67bd9-4"}}}\
                        """);
    }

    @Test
    void leavesOutWhatIsAbsent() {
        assertThat(Json.write(Effect.class, new Effect.Answer(7, Optional.empty())))
                .isEqualTo("{\"Answer\":{\"command\":7}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"Vanished":{}}                     | no Event is called "Vanished"
                    {"TimerDue":{"at":1}}               | TimerDue has no "at"
                    {"Scale":{"id":1,"service":"web"}}  | Scale lacks "replicas"
                    {"TimerDue":{}} {}                  | more text after the end
                    {"TimerDue":{}                      | end-of-input
                    ["TimerDue"]                        | expected START_OBJECT, found START_ARRAY
                    """)
    void saysWhatIsWrongWithALine(String line, String problem) {
        assertThatThrownBy(() -> Json.read(Event.class, line))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void refusesValuesThatTheRecordRefuses() {
        assertThatThrownBy(() -> Json.read(Workload.class, "{\"Command\":{\"command\":[]}}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a command has at least a program");
    }
}
