package dev.probity.control.api;

import dev.probity.control.http.Problem;
import dev.probity.control.http.Reply;
import dev.probity.control.http.Request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All resources of one running application, under `/api/v1`, and what monitors look at beside it.
public final class ControlApi {
    private static final List<String> BASE = List.of("api", "v1");

    private final List<Route> routes;
    private final List<Route> monitorRoutes;
    private final Surface surface;

    public ControlApi(Sources sources, Surface surface) {
        Subject subject = sources.subject();
        SelfResource self = new SelfResource(subject, sources.metrics(), surface);
        List<Route> all = new ArrayList<>();
        all.addAll(new StatusResource(sources, surface.readOnly()).routes());
        all.addAll(new TrafficResource(subject).routes());
        all.addAll(new EventsResource(sources.events()).routes());
        all.addAll(new LogsResource(subject).routes());
        all.addAll(new ConfigResource(subject).routes());
        all.addAll(new ActionsResource(subject).routes());
        all.addAll(new ProbeActionsResource(subject).routes());
        all.addAll(new ProbeConfigResource(subject, sources.previews()).routes());
        all.addAll(new ExecResource(subject).routes());
        all.addAll(self.routes());
        this.routes = List.copyOf(all);
        this.monitorRoutes = self.monitorRoutes();
        this.surface = surface;
    }

    /// Every method with the shape of its path, such as `GET services/{}`.
    public List<String> operations() {
        return Stream.concat(routes.stream(), monitorRoutes.stream()).map(Route::toString).toList();
    }

    public Reply answer(Request request) {
        List<String> path = request.path();
        boolean below = path.size() >= BASE.size() && path.subList(0, BASE.size()).equals(BASE);
        return below
                ? answer(request, routes, path.subList(BASE.size(), path.size()))
                : answer(request, monitorRoutes, path);
    }

    private Reply answer(Request request, List<Route> known, List<String> resource) {
        List<String> methods = new ArrayList<>();
        for (Route route : known) {
            Optional<List<String>> arguments = route.match(resource);
            if (arguments.isPresent() && route.method().equals(request.method())) {
                return route.changes() && surface.readOnly()
                        ? readOnly()
                        : route.action().answer(request, arguments.get());
            }
            arguments.ifPresent(_ -> methods.add(route.method()));
        }
        return methods.isEmpty() ? nothing(request) : notSo(request, methods);
    }

    private static Reply readOnly() {
        return Problem.of(
                        403,
                        "Read-only",
                        "this dashboard was started to look only; the verbs of `probity` act")
                .reply();
    }

    private static Reply notSo(Request request, List<String> methods) {
        String allowed = String.join(", ", methods);
        return Problem.of(
                        405,
                        "Method not allowed",
                        request.method() + " is not for this; " + allowed + " is")
                .reply()
                .with(Map.of("Allow", allowed));
    }

    private static Reply nothing(Request request) {
        return Problem.of(404, "Not found", "there is no /" + String.join("/", request.path()))
                .reply();
    }
}
