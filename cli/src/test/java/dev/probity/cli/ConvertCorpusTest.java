package dev.probity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.dialects.Conversion;
import dev.probity.dialects.Dialect;
import dev.probity.dialects.Dialects;
import dev.probity.simulator.Comparison;
import dev.probity.spec.Application;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Resolved;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `convert --check` over the files of others: probes act at the same times on both sides, or what
/// is lost names the reason.
class ConvertCorpusTest {
    private static final Path FILES = Path.of("../dialects/src/test/resources");
    private static final Surroundings NOWHERE = Surroundings.with(Map.of());

    @ParameterizedTest
    @ValueSource(strings = {"blueprint", "gradient", "truefoundry", "tye"})
    void holdsOrNamesTheReason(String name) throws IOException {
        Dialect dialect = Dialects.named(name).orElseThrow();
        int compared = 0;
        for (Path file : files(name)) {
            Optional<Application> application = read(dialect, text(file));
            if (application.filter(ConvertCorpusTest::isProbed).isPresent()) {
                check(file, application.get());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(2);
    }

    private static List<Path> files(String name) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(FILES.resolve(name))) {
            all.filter(file -> !file.toString().endsWith(".md")).sorted().forEach(files::add);
        }
        return files;
    }

    private static Source text(Path file) throws IOException {
        return Source.decode(file.toString(), Files.readAllBytes(file), new Diagnostics())
                .orElseThrow();
    }

    private static Optional<Application> read(Dialect dialect, Source source) {
        return Dialects.read(dialect, source, Path.of("/app"), NOWHERE)
                .resolved()
                .map(Resolved::application);
    }

    private static boolean isProbed(Application application) {
        return application.services().stream()
                .filter(service -> !service.external())
                .anyMatch(service ->
                        Stream.of(ProbeType.values())
                                .anyMatch(type -> service.main().probe(type).isPresent()));
    }

    private static void check(Path file, Application application) {
        for (Dialect target : Dialects.all()) {
            if (target.writer().isEmpty()) {
                continue;
            }
            Conversion conversion = target.writer().get().write(application);
            Optional<Application> again = read(target, new Source("written", conversion.text()));
            Optional<String> difference =
                    again.flatMap(other -> Comparison.firstDifference(application, other))
                            .map(Comparison.Difference::toString);
            if (again.isEmpty() || difference.isPresent()) {
                assertThat(conversion.losses())
                        .as("%s to %s: %s", file, target.name(), difference)
                        .isNotEmpty();
            }
        }
    }
}
