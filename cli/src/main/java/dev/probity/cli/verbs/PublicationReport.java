package dev.probity.cli.verbs;

import dev.probity.cli.terminal.Terminal;
import dev.probity.deploy.manifest.Publication;
import dev.probity.dialects.Loss;
import dev.probity.spec.Diagnostic.Severity;

/// Tells what manifests do not say.
final class PublicationReport {
    private PublicationReport() {}

    /// That an image is missing is told with what to do about it, and not a second time.
    static void losses(Publication publication, Terminal terminal) {
        publication.losses().stream()
                .filter(loss -> !isMissingImage(loss))
                .forEach(terminal.err()::println);
    }

    private static boolean isMissingImage(Loss loss) {
        return loss.severity() == Severity.ERROR && loss.field().endsWith(".command");
    }
}
