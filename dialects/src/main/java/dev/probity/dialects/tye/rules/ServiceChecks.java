package dev.probity.dialects.tye.rules;

import dev.probity.dialects.tye.file.TyeCode;
import dev.probity.dialects.tye.file.TyeProbe;
import dev.probity.dialects.tye.file.TyeService;
import dev.probity.dialects.tye.file.TyeService.Basis;
import dev.probity.dialects.tye.file.TyeService.Kind;
import dev.probity.dialects.tye.file.TyeService.Volume;
import dev.probity.dialects.tye.file.TyeVariable;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the values of one service must be to each other.
final class ServiceChecks {
    private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final int LONGEST_NAME = 63;

    private final TyeService service;
    private final Diagnostics diagnostics;

    ServiceChecks(TyeService service, Diagnostics diagnostics) {
        this.service = service;
        this.diagnostics = diagnostics;
    }

    void check() {
        name();
        kinds();
        new Misplaced(service, diagnostics).check();
        BindingChecks.ofService(service, diagnostics);
        volumes();
        unsupported();
        service.liveness().ifPresent(probe -> probe("liveness", probe));
        service.readiness().ifPresent(probe -> probe("readiness", probe));
        service.liveness().flatMap(TyeProbe::successThreshold).ifPresent(this::livenessSuccesses);
    }

    private void name() {
        Optional<Located<String>> name = service.name().filter(text -> !text.value().isBlank());
        if (name.isEmpty()) {
            Origin place = service.name().map(Located::origin).orElse(service.origin());
            diagnostics.error(
                    SpecCode.MISSING_KEY,
                    place,
                    "Service '' validation failed. The Name field is required.",
                    "add \"name\" to the service");
            return;
        }
        if (name.get().value().length() > LONGEST_NAME) {
            diagnostics.error(
                    TyeCode.SERVICE_NAME,
                    name.get().origin(),
                    failed("Name cannot be more that 63 characters long. It has ")
                            + name.get().value().length());
        }
        if (!NAME.matcher(name.get().value()).matches()) {
            diagnostics.error(
                    TyeCode.SERVICE_NAME,
                    name.get().origin(),
                    failed(
                            "A service name must consist of lower case alphanumeric characters or"
                                    + " '-', start with an alphabetic character, and end with an"
                                    + " alphanumeric character (e.g. 'my-name',  or 'abc-123',"
                                    + " regex used for validation is"
                                    + " '[a-z]([-a-z0-9]*[a-z0-9])?')."));
        }
    }

    private void kinds() {
        exclusive(Kind.PROJECT, Kind.IMAGE);
        exclusive(Kind.PROJECT, Kind.EXECUTABLE);
        exclusive(Kind.IMAGE, Kind.EXECUTABLE);
        Optional<Basis> basis = service.basis();
        if (basis.isPresent()) {
            overruled(basis.get().kind());
        } else if (!service.external()) {
            diagnostics.warning(
                    TyeCode.NO_KIND,
                    service.origin(),
                    "Unable to determine service type. Service \"%s\" says nothing that can be run"
                            .formatted(service.called()),
                    "add one of executable, image, project, dockerFile, azureFunction, include, or"
                            + " external: true");
        }
    }

    private void exclusive(Kind one, Kind other) {
        List<Basis> pair =
                service.bases().stream()
                        .filter(basis -> basis.kind() == one || basis.kind() == other)
                        .toList();
        if (pair.size() == 2) {
            diagnostics.error(
                    TyeCode.TWO_KINDS,
                    pair.getLast().text().origin(),
                    "Cannot have both \"%s\" and \"%s\" set for a service. Only one of project, image, and executable can be set for a given service."
                            .formatted(one.key(), other.key()),
                    "keep the one that \"%s\" is".formatted(service.called()));
        }
    }

    /// Pairs that Tye lets pass: it looks at one of them.
    private void overruled(Kind kind) {
        service.bases().stream()
                .filter(other -> other.kind() != kind)
                .filter(other -> !(isExclusive(kind) && isExclusive(other.kind())))
                .forEach(other -> noEffect(other.text().origin(), other.kind().key(), kind));
        if (service.external()) {
            noEffect(service.origin(), "external", kind);
        }
    }

    private static boolean isExclusive(Kind kind) {
        return switch (kind) {
            case PROJECT, IMAGE, EXECUTABLE -> true;
            case AZURE_FUNCTION, DOCKER_FILE, INCLUDE, REPOSITORY -> false;
        };
    }

    private void noEffect(Origin place, String key, Kind kind) {
        diagnostics.warning(
                TyeCode.NO_EFFECT,
                place,
                "\"%s\" of service \"%s\" has no effect beside \"%s\", as in Tye"
                        .formatted(key, service.called(), kind.key()));
    }

    private void volumes() {
        for (Volume volume : service.volumes()) {
            if (volume.target().filter(target -> !target.value().isBlank()).isEmpty()) {
                diagnostics.error(
                        SpecCode.MISSING_KEY,
                        volume.origin(),
                        "Volume '%s' of service '%s' validation failed. The Target field is required."
                                .formatted(
                                        volume.source().map(Located::value).orElse(""),
                                        service.called()),
                        "add \"target\", the path inside the container");
            }
        }
    }

    private void unsupported() {
        if (service.isExternal()) {
            first(service.variables().stream().map(TyeVariable::origin).toList())
                    .ifPresent(place ->
                            diagnostics.error(
                                    TyeCode.EXTERNAL,
                                    place,
                                    "External services do not support environment variables.",
                                    "take \"env\" out: nothing is run for \"%s\""
                                            .formatted(service.called())));
        }
        boolean executable = service.is(Kind.EXECUTABLE);
        if (executable || service.isExternal()) {
            first(service.volumes().stream().map(Volume::origin).toList())
                    .ifPresent(place ->
                            diagnostics.error(
                                    TyeCode.EXTERNAL,
                                    place,
                                    (executable ? "Executable" : "External")
                                            + " services do not support volumes.",
                                    "take \"volumes\" out: only containers have them"));
        }
    }

    private static Optional<Origin> first(List<Origin> places) {
        return places.stream().findFirst();
    }

    private void probe(String type, TyeProbe probe) {
        if (probe.http().isEmpty()) {
            diagnostics.error(
                    TyeCode.PROBE,
                    probe.origin(),
                    "A prober must be configured for the " + type + " probe.",
                    "add \"http\" with a \"path\"");
            return;
        }
        TyeProbe.Http http = probe.http().get();
        if (http.path().filter(path -> !path.value().isBlank()).isEmpty()) {
            diagnostics.error(
                    SpecCode.MISSING_KEY,
                    http.path().map(Located::origin).orElse(http.origin()),
                    "Http in probe '%s' in service '%s' validation failed. The Path field is required."
                            .formatted(type, service.called()),
                    "add \"path\", such as /healthz");
        }
    }

    private void livenessSuccesses(Located<Integer> threshold) {
        if (threshold.value() != 1) {
            diagnostics.error(
                    TyeCode.PROBE,
                    threshold.origin(),
                    "\"successThreshold\" for liveness probe must be set to \"1\". It is "
                            + threshold.value(),
                    "leave the key out: 1 is what it is without it");
        }
    }

    private String failed(String reason) {
        return "Service '" + service.called() + "' validation failed. " + reason;
    }
}
