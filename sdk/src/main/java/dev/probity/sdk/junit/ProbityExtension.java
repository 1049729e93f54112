package dev.probity.sdk.junit;

import dev.probity.dialects.Dialect;
import dev.probity.dialects.Dialects;
import dev.probity.dialects.Reading;
import dev.probity.runtime.Options;
import dev.probity.sdk.RunningService;
import dev.probity.spec.Application;
import dev.probity.spec.Diagnostic;
import dev.probity.spec.Resolved;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs an application while the tests of a class do: it is started before the first one, which
/// waits until every replica is Ready, and stopped after the last one.
///
/// ```java
/// @RegisterExtension
/// static final ProbityExtension shop = ProbityExtension.of(Path.of("probity.yaml"));
///
/// @Test
/// void answers() {
///     URI web = shop.address("web");
/// }
/// ```
///
/// The file may be of any language that `probity run` reads. Its state is kept in a folder that
/// goes with it, so the same application may run beside the tests. JUnit's own threads decide who
/// sees it: register it as a static field.
public final class ProbityExtension implements BeforeAllCallback, AfterAllCallback {
    private static final Duration TIMEOUT = Duration.ofMinutes(1); // as `probity run -d` has it

    private final Path file;
    private final Duration timeout;
    private final Map<String, String> variables;

    // Set while the application runs; the tests of a class see one thread of JUnit at a time.
    private Optional<RunningService> running = Optional.empty();
    private Optional<Path> state = Optional.empty();

    private ProbityExtension(Path file, Duration timeout, Map<String, String> variables) {
        this.file = file;
        this.timeout = timeout;
        this.variables = Map.copyOf(variables);
    }

    /// Waits up to a minute until all is ready.
    ///
    /// @param file relative to the working directory
    public static ProbityExtension of(Path file) {
        return new ProbityExtension(file, TIMEOUT, Map.of());
    }

    /// @param limit how long to wait until all is ready
    public ProbityExtension withTimeout(Duration limit) {
        return new ProbityExtension(file, limit, variables);
    }

    /// A value for `${NAME}` in the file, in place of the environment's.
    public ProbityExtension with(String name, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(name, value);
        return new ProbityExtension(file, timeout, more);
    }

    /// @throws IllegalArgumentException with every problem of the file
    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Application application = read();
        Path folder = Files.createTempDirectory("probity-test");
        state = Optional.of(folder);
        Options options = Options.of(System.getenv()).withStateBase(folder);
        RunningService started = RunningService.start(application, options);
        running = Optional.of(started);
        try {
            started.awaitReady(timeout);
        } catch (Exception e) {
            afterAll(context);
            throw e;
        }
    }

    /// @throws IllegalArgumentException with every problem of the file
    Application read() throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(variables);
        Diagnostics diagnostics = new Diagnostics();
        Path absolute = file.toAbsolutePath();
        Optional<Source> source =
                Source.decode(file.toString(), Files.readAllBytes(absolute), diagnostics);
        if (source.isEmpty()) {
            throw new IllegalArgumentException(words(diagnostics.all()));
        }
        Dialect dialect = Dialects.detect(String.valueOf(absolute.getFileName()), source.get());
        Reading reading =
                Dialects.read(
                        dialect,
                        source.get(),
                        Optional.ofNullable(absolute.getParent()).orElse(absolute),
                        Surroundings.with(environment));
        return reading.resolved()
                .map(Resolved::application)
                .orElseThrow(() -> new IllegalArgumentException(words(reading.diagnostics())));
    }

    private static String words(List<Diagnostic> diagnostics) {
        return String.join("\n", diagnostics.stream().map(Diagnostic::toString).toList());
    }

    /// Where the gateway serves a service that has one port.
    ///
    /// @throws IllegalStateException outside of the tests
    public URI address(String service) {
        return service().address(service);
    }

    /// What runs.
    ///
    /// @throws IllegalStateException outside of the tests
    public RunningService service() {
        return running.orElseThrow(
                () -> new IllegalStateException(file + " runs while the tests of a class do"));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        running.ifPresent(RunningService::close);
        running = Optional.empty();
        if (state.isPresent()) {
            remove(state.get());
        }
        state = Optional.empty();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
