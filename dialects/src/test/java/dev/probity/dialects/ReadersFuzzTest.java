package dev.probity.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.probity.spec.Resolved;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.text.Source;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Whatever the bytes are, reading them ends with an application or with diagnostics, and what was
/// read can be written in every language.
///
/// The normal build replays the inputs beside this class; `JAZZER_FUZZ=1` looks for new ones.
class ReadersFuzzTest {

    @FuzzTest(maxDuration = "30s")
    void endsWithAnApplicationOrDiagnostics(FuzzedDataProvider data) {
        List<Dialect> dialects = Dialects.all();
        Dialect dialect = dialects.get(data.consumeInt(0, dialects.size() - 1));
        Optional<Source> source =
                Source.decode("file", data.consumeRemainingAsBytes(), new Diagnostics());
        source.ifPresent(text -> check(dialect, text));
    }

    private static void check(Dialect dialect, Source source) {
        assertThat(Dialects.detect("file", source)).isNotNull();
        Reading reading = TestFiles.read(dialect.name(), source);
        Optional<Resolved> resolved = reading.resolved();
        assertThat(resolved.isEmpty()).isEqualTo(!TestFiles.errors(reading).isEmpty());
        resolved.ifPresent(found ->
                Dialects.all().stream()
                        .flatMap(each -> each.writer().stream())
                        .forEach(writer ->
                                assertThat(
                                                writer.write(found.application())
                                                        .text()
                                                        .getBytes(StandardCharsets.UTF_8))
                                        .isNotNull()));
    }
}
