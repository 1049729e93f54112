package dev.probity.dialects.tye.rules;

import dev.probity.dialects.tye.file.Quoted;
import dev.probity.dialects.tye.file.TyeCode;
import dev.probity.dialects.tye.file.TyeProbe;
import dev.probity.dialects.tye.file.TyeService;
import dev.probity.dialects.tye.file.TyeService.Basis;
import dev.probity.dialects.tye.file.TyeService.Build;
import dev.probity.dialects.tye.file.TyeService.Kind;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Finds keys that Tye reads and never looks at, because the service is of another kind.
final class Misplaced {
    private static final Set<Kind> RUN =
            EnumSet.of(
                    Kind.AZURE_FUNCTION,
                    Kind.PROJECT,
                    Kind.IMAGE,
                    Kind.DOCKER_FILE,
                    Kind.EXECUTABLE);

    private final TyeService service;
    private final Diagnostics diagnostics;

    Misplaced(TyeService service, Diagnostics diagnostics) {
        this.service = service;
        this.diagnostics = diagnostics;
    }

    void check() {
        Build build = service.build();
        only(RUN, "args", origin(service.args()));
        only(RUN, "replicas", origin(service.replicas()));
        only(RUN, "liveness", service.liveness().map(TyeProbe::origin));
        only(RUN, "readiness", service.readiness().map(TyeProbe::origin));
        only(Kind.EXECUTABLE, "workingDirectory", origin(service.workingDirectory()));
        only(EnumSet.of(Kind.PROJECT, Kind.DOCKER_FILE), "build", origin(build.enabled()));
        only(
                EnumSet.of(Kind.PROJECT, Kind.AZURE_FUNCTION),
                "buildProperties",
                build.properties().stream().findFirst().map(Located::origin));
        only(Kind.DOCKER_FILE, "dockerFileContext", origin(build.dockerFileContext()));
        only(
                Kind.DOCKER_FILE,
                "dockerFileArgs",
                build.dockerFileArgs().stream().findFirst().map(Located::origin));
        only(Kind.AZURE_FUNCTION, "pathToFunc", origin(build.pathToFunc()));
        only(Kind.REPOSITORY, "cloneDirectory", origin(build.cloneDirectory()));
    }

    private static Optional<Origin> origin(Optional<? extends Located<?>> value) {
        return value.map(Located::origin);
    }

    private void only(Kind kind, String key, Optional<Origin> place) {
        only(EnumSet.of(kind), key, place);
    }

    private void only(Set<Kind> kinds, String key, Optional<Origin> place) {
        Optional<Kind> kind = service.basis().map(Basis::kind);
        boolean silent = kind.isEmpty() && !service.external(); // no kind at all is said already
        if (place.isEmpty() || silent || kind.filter(kinds::contains).isPresent()) {
            return;
        }
        diagnostics.warning(
                TyeCode.NO_EFFECT,
                place.get(),
                "\"%s\" has no effect on %s, which is %s, as in Tye"
                        .formatted(
                                key,
                                Quoted.of(service.called()),
                                kind.map(found -> "of the kind " + found.key())
                                        .orElse("external")));
    }
}
