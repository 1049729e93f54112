package dev.probity.tests.endtoend;

import java.net.URISyntaxException;
import java.nio.file.Path;

/// A small JVM for a service that is a class of these tests.
public final class OwnJvm {
    private OwnJvm() {}

    /// As a list in YAML. What `main` takes is to be added by the file.
    public static String command(Class<?> main) {
        return "\"%s\", -XX:TieredStopAtLevel=1, -XX:+UseSerialGC, -Xmx32m, -cp, \"%s\", %s"
                .formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        classes(main),
                        main.getName());
    }

    private static Path classes(Class<?> main) {
        try {
            return Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
