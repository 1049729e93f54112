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

/// The probes of a service as a form shows them, what another one would do, and its change.
final class ProbeConfigResource {
    private final Subject subject;
    private final Turns previews;

    ProbeConfigResource(Subject subject, Turns previews) {
        this.subject = subject;
        this.previews = previews;
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
                file.origins(), FileEdit.in(file.application(), place).flatMap(ProbePlace::probe));
    }

    private Reply preview(Request request, List<String> names) {
        Body body = Body.of(request);
        Application application = application();
        ProbePlace place = place(application, names, body);
        Proposal proposal = Proposal.read(body.need("probe"), place);
        return Json.reply(
                proposal.isValid()
                        ? previews.take(() -> preview(application, place, proposal))
                        : invalid(proposal));
    }

    private ObjectNode preview(Application application, ProbePlace place, Proposal proposal) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("valid", true);
        answer.putArray("problems");
        answer.put("diff", new ProbeChange(subject, application, place, proposal.probe()).diff());
        Map<String, Origin> origins = described().map(Resolved::origins).orElse(Map.of());
        new Preview(application, place.with(proposal.probe())).write(answer, origins);
        return answer;
    }

    private static ObjectNode invalid(Proposal proposal) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("valid", false);
        Problem.write(proposal.problems(), answer.putArray("problems"));
        answer.putArray("findings");
        answer.putArray("explanation");
        return answer.put("diff", "");
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
                                Problem.of(409, "Cannot be done", "nothing has been applied yet")));
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
