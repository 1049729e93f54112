package dev.probity.dialects.tye;

import dev.probity.dialects.Labels;
import dev.probity.dialects.tye.file.Quoted;
import dev.probity.dialects.tye.file.TyeCode;
import dev.probity.dialects.tye.file.TyeFile;
import dev.probity.dialects.tye.file.TyeFile.Options;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.written.WrittenApplication;

import java.util.Optional;

/// Puts Tye's records into the words of the model, and says what is lost and what is meant
/// differently.
final class TyeTranslation {
    /// Whose defaults these are, as origins tell it.
    static final String RULE = "Tye";

    static final Origin TYE = new Origin.Default(RULE);

    private final Surroundings surroundings;
    private final Diagnostics diagnostics;
    private final Differences differences;

    TyeTranslation(Surroundings surroundings, Diagnostics diagnostics) {
        this.surroundings = surroundings;
        this.diagnostics = diagnostics;
        this.differences = new Differences(diagnostics);
    }

    WrittenApplication translate(Whole whole) {
        Options options = whole.root().options();
        report(options);
        var services = new ServiceTranslation(whole, surroundings, diagnostics, differences);
        var ingresses = new IngressTranslation(whole, diagnostics);
        return new WrittenApplication(
                whole.root().origin(),
                whole.root().name().map(this::name),
                whole.root().directory(),
                whole.members().stream().map(services::translate).toList(),
                whole.ingresses().stream().map(ingresses::translate).toList(),
                options.registry().flatMap(TyeFile.Registry::name),
                options.namespace());
    }

    /// Tye takes any text; here the name is one that a cluster would take too.
    private Located<String> name(Located<String> written) {
        String label = Labels.of(written.value());
        if (!label.equals(written.value())) {
            diagnostics.note(
                    TyeCode.NAME,
                    written.origin(),
                    "the application "
                            + Quoted.of(written.value())
                            + " is called \""
                            + label
                            + "\" here");
        }
        return new Located<>(label, written.origin());
    }

    private void report(Options options) {
        notForRunning("solution", options.solution());
        notForRunning("network", options.network());
        notForRunning("pullSecret", options.registry().flatMap(TyeFile.Registry::pullSecret));
        notForRunning("containerEngine", options.containerEngine());
        options.dashboardPort()
                .ifPresent(port ->
                        differences.note(
                                TyeCode.NOT_SHOWN,
                                port.origin(),
                                "\"dashboardPort\" is of Tye's dashboard: nothing listens on "
                                        + port.value()));
    }

    private void notForRunning(String key, Optional<Located<String>> value) {
        value.ifPresent(found ->
                diagnostics.note(
                        TyeCode.NOT_FOR_RUNNING,
                        found.origin(),
                        "\""
                                + key
                                + "\" is not used: it concerns building, containers or"
                                + " deploying, not running"));
    }
}
