package dev.probity.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Application;
import dev.probity.spec.Resolved;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.text.Source;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whatever the bytes are, reading them ends with an application or with diagnostics, and what was
/// read can be written in every language.
///
/// The build tries every known file with every reader; `dialects/fuzz.sh` looks for new ones.
public class ReadersFuzzTest {
    private static final Path FILES = Path.of("src/test/resources");
    private static final Path OWN_CASES = Path.of("../spec/src/test/resources/probity-yaml");

    static List<String> readers() {
        return Dialects.all().stream().map(Dialect::name).toList();
    }

    @ParameterizedTest
    @MethodSource("readers")
    @Timeout(60)
    void endsWithAnApplicationOrDiagnostics(String reader) throws IOException {
        int tried = 0;
        for (Path folder : List.of(FILES, OWN_CASES)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    check(reader, Files.readAllBytes(file));
                    tried++;
                }
            }
        }
        assertThat(tried).isGreaterThan(200);
    }

    /// What the fuzzer calls, for the reader that the property `probity.reader` names.
    public static void fuzzerTestOneInput(byte[] data) {
        check(System.getProperty("probity.reader", "kubernetes"), data);
    }

    private static void check(String reader, byte[] data) {
        Optional<Source> source = Source.decode("file", data, new Diagnostics());
        source.ifPresent(text -> check(reader, text));
    }

    private static void check(String reader, Source source) {
        assertThat(Dialects.detect("file", source)).isNotNull();
        Reading reading = TestFiles.read(reader, source);
        Optional<Resolved> resolved = reading.resolved();
        assertThat(resolved.isEmpty()).isEqualTo(!TestFiles.errors(reading).isEmpty());
        resolved.map(Resolved::application).ifPresent(ReadersFuzzTest::write);
    }

    private static void write(Application application) {
        for (Dialect dialect : Dialects.all()) {
            dialect.writer()
                    .ifPresent(writer -> assertThat(writer.write(application).text()).isNotNull());
        }
    }
}
