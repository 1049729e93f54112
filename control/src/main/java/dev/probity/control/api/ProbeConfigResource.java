package dev.probity.control.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.control.api.SpecReader.Reading;
import dev.probity.control.http.Json;
import dev.probity.control.http.Problem;
import dev.probity.control.http.ProblemException;
import dev.probity.control.http.Reply;
import dev.probity.control.http.Request;
import dev.probity.control.probe.FileEdit;
import dev.probity.control.probe.Preview;
import dev.probity.control.probe.ProbeJson;
import dev.probity.control.probe.Proposal;
import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.Origin;
import dev.probity.spec.ProbePlace;
import dev.probity.spec.ProbeType;
import dev.probity.spec.Resolved;
import dev.probity.spec.Service;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The probes of a service as a form shows them, what another one would do, and its change.
final class ProbeConfigResource {
    private static final int PATIENCE_SECONDS = 10;

    private final Subject subject;
    /// Previews take turns: they keep a core busy, and the run comes first.
    private final Semaphore turn;

    ProbeConfigResource(Subject subject, Semaphore turn) {
        this.subject = subject;
        this.turn = turn;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "services/{}/probes", (_, names) -> probes(names.getFirst())),
                Route.harmless("POST", "services/{}/probes/{}/preview", this::preview),
                Route.of("PUT", "services/{}/probes/{}", this::change));
    }

    private Reply probes(String name) {
        Service service = service(application(), name);
        Optional<Resolved> described = described();
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        for (Container container : service.containers()) {
            for (ProbeType type : ProbeType.values()) {
                ProbePlace place = new ProbePlace(service, container, type);
                place.probe()
                        .ifPresent(probe ->
                                ProbeJson.write(
                                        answer.addObject(),
                                        place,
                                        probe,
                                        described.map(file -> described(file, place))));
            }
        }
        return Json.reply(answer);
    }

    private static ProbeJson.Described described(Resolved file, ProbePlace place) {
        return new ProbeJson.Described(
                file.origins(),
                FileEdit.in(file.application(), place).flatMap(ProbePlace::probe));
    }

    private Reply preview(Request request, List<String> names) {
        Body body = Body.of(request);
        Application application = application();
        ProbePlace place = place(application, names, body);
        Proposal proposal = Proposal.read(body.need("probe"), place);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("valid", proposal.isValid());
        Problem.write(proposal.problems(), answer.putArray("problems"));
        if (proposal.isValid()) {
            answer.put(
                    "diff",
                    new ProbeChange(subject, application, place, proposal.probe()).diff());
            Map<String, Origin> origins =
                    described().map(Resolved::origins).orElse(Map.of());
            inTurn(() ->
                    new Preview(application, place.with(proposal.probe()))
                            .write(answer, origins));
        } else {
            answer.putArray("findings");
            answer.putArray("explanation");
            answer.put("diff", "");
        }
        return Json.reply(answer);
    }

    private void inTurn(Runnable work) {
        try {
            if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new ProblemException(
                        Problem.of(503, "Busy", "others are waiting for a preview, too"));
            }
            try {
                work.run();
            } finally {
                turn.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.of(503, "Busy", "the run is ending"));
        }
    }

    private Reply change(Request request, List<String> names) {
        Body body = Body.of(request);
        boolean write = body.flag("write");
        Application application = application();
        ProbePlace place = place(application, names, body);
        Proposal proposal = Proposal.read(body.need("probe"), place);
        if (!proposal.isValid()) {
            throw new ProblemException(refused(place, proposal));
        }
        ProbeChange change = new ProbeChange(subject, application, place, proposal.probe());
        String diff = change.diff();
        change.make(write);
        return Json.reply(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("diff", diff)
                        .put("written", write)
                        .put("file", subject.file().toString()));
    }

    private static Problem refused(ProbePlace place, Proposal proposal) {
        return new Problem(
                422,
                "Bad probe",
                "the "
                        + Words.of(place.type())
                        + " probe of "
                        + place.service().name()
                        + " cannot be like this; nothing was changed",
                proposal.problems().stream().map(Problem.Field::toString).toList(),
                proposal.problems());
    }

    private Optional<Resolved> described() {
        try {
            return subject.reader().read(subject.file()) instanceof Reading.Good(var resolved)
                    ? Optional.of(resolved)
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private Application application() {
        return subject.application()
                .snapshot()
                .application()
                .orElseThrow(() ->
                        new ProblemException(
                                Problem.of(
                                        409, "Cannot be done", "nothing has been applied yet")));
    }

    private Service service(Application application, String name) {
        var _ = Found.service(subject.application().snapshot(), name);
        return application.service(name).orElseThrow(() -> Found.gone("service", name));
    }

    private ProbePlace place(Application application, List<String> names, Body body) {
        Service service = service(application, names.getFirst());
        List<Container> probed =
                service.containers().stream()
                        .filter(container -> container.kind() != Container.Kind.INIT)
                        .toList();
        if (probed.isEmpty()) {
            throw Body.bad(service.name() + " runs nothing that could be probed");
        }
        String wanted = body.text("container").orElse(service.main().name());
        Container container =
                probed.stream()
                        .filter(each -> each.name().equals(wanted))
                        .findFirst()
                        .orElseThrow(() ->
                                Body.bad(
                                        "container is \"%s\"; it can be %s"
                                                .formatted(
                                                        wanted,
                                                        String.join(
                                                                ", ",
                                                                probed.stream()
                                                                        .map(Container::name)
                                                                        .toList()))));
        return new ProbePlace(service, container, type(names.get(1)));
    }

    private static ProbeType type(String word) {
        for (ProbeType type : ProbeType.values()) {
            if (Words.of(type).equals(word)) {
                return type;
            }
        }
        throw new ProblemException(
                Problem.of(
                        404,
                        "Not found",
                        "there is no probe \"%s\"; there are startup, readiness, liveness"
                                .formatted(word)));
    }
}
