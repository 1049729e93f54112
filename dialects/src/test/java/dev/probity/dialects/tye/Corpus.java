package dev.probity.dialects.tye;

import dev.probity.dialects.Dialects;
import dev.probity.dialects.Reading;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.text.Source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The files under src/test/resources/tye.
final class Corpus {
    private Corpus() {}

    static List<String> files() {
        try (Stream<Path> files =
                Files.list(
                        Path.of(
                                Objects.requireNonNull(Corpus.class.getResource("/tye"))
                                        .toURI()))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (URISyntaxException broken) {
            throw new AssertionError(broken);
        }
    }

    static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String file) {
        try (InputStream in = Corpus.class.getResourceAsStream("/tye/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static Source source(String file) {
        return Source.decode(file, bytes(file), new Diagnostics()).orElseThrow();
    }

    static Reading read(String file) {
        return new Folder().read(source(file));
    }

    static boolean isDetected(String file) {
        return Dialects.detect("any.yaml", source(file)).name().equals("tye");
    }
}
