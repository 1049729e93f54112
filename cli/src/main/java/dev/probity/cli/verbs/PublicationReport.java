package dev.probity.cli.verbs;

import dev.probity.cli.terminal.Failure;
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

    /// @throws Failure when a cluster could not run it as it is
    static void refuse(Publication publication, Terminal terminal) {
        losses(publication, terminal);
        if (isBroken(publication)) {
            throw Failure.usage("nothing was applied, because of these errors");
        }
    }

    static boolean isBroken(Publication publication) {
        return publication.losses().stream()
                .anyMatch(loss -> loss.severity() == Severity.ERROR && !isMissingImage(loss));
    }

    private static boolean isMissingImage(Loss loss) {
        return loss.severity() == Severity.ERROR && loss.field().endsWith(".command");
    }
}
