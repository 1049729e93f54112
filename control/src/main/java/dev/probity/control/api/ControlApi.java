package dev.probity.control.api;

import dev.probity.control.http.Problem;
import dev.probity.control.http.Reply;
import dev.probity.control.http.Request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All resources of one running application, under `/api/v1`.
public final class ControlApi {
    private static final List<String> BASE = List.of("api", "v1");

    private final List<Route> routes;

    public ControlApi(Subject subject, EventLog events) {
        List<Route> all = new ArrayList<>();
        all.addAll(new StatusResource(subject).routes());
        all.addAll(new EventsResource(events).routes());
        all.addAll(new LogsResource(subject).routes());
        all.addAll(new ConfigResource(subject).routes());
        all.addAll(new ActionsResource(subject).routes());
        all.addAll(new ProbeActionsResource(subject).routes());
        all.addAll(new ExecResource(subject).routes());
        this.routes = List.copyOf(all);
    }

    public Reply answer(Request request) {
        List<String> path = request.path();
        if (path.size() < BASE.size() || !path.subList(0, BASE.size()).equals(BASE)) {
            return nothing(request);
        }
        List<String> resource = path.subList(BASE.size(), path.size());
        boolean known = false;
        for (Route route : routes) {
            Optional<List<String>> arguments = route.match(resource);
            known |= arguments.isPresent();
            if (arguments.isPresent() && route.method().equals(request.method())) {
                return route.action().answer(request, arguments.get());
            }
        }
        return known
                ? Problem.of(405, "Method not allowed", request.method() + " is not for this")
                        .reply()
                : nothing(request);
    }

    private static Reply nothing(Request request) {
        return Problem.of(404, "Not found", "there is no /" + String.join("/", request.path()))
                .reply();
    }
}
