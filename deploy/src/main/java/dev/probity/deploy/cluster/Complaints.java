package dev.probity.deploy.cluster;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.deploy.cluster.Cluster.Place;
import dev.probity.deploy.cluster.ClusterProblem.Conflict;
import dev.probity.deploy.cluster.ClusterProblem.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// From what the API server says to what its user can do about it.
final class Complaints {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int NOBODY_THERE = 502; // and what follows: only a proxy answers

    /// `conflict with "kubectl" using apps/v1`, also with a subresource or a time.
    private static final Pattern OWNER = Pattern.compile("conflict with \"([^\"]*)\".*");

    /// Whom the server takes for a user who shows no credentials at all.
    private static final String NOBODY = "User \"system:anonymous\"";

    private Complaints() {}

    static ClusterProblem of(int status, JsonNode body, String what, Place place) {
        String said = body.path("message").asText("status " + status);
        if (status == NOT_FOUND && isAboutNamespace(body)) {
            return noNamespace(place);
        }
        return switch (status) {
            case UNAUTHORIZED ->
                    new ClusterProblem(
                            Kind.UNAUTHENTICATED,
                            "%s does not accept the credentials of the context %s; they are wrong or"
                                            .formatted(place.server(), place.context())
                                    + " have expired: log in again");
            case FORBIDDEN -> forbidden(said, what, place);
            case CONFLICT -> conflict(body, said, what);
            default ->
                    new ClusterProblem(
                            kind(status, said),
                            what + ": the API server refuses it: " + said + hint(said));
        };
    }

    /// A plugin that fails leaves the client without credentials, and it asks all the same.
    private static ClusterProblem nobody(Place place) {
        return new ClusterProblem(
                Kind.UNAUTHENTICATED,
                "%s is asked by nobody: the user of the context %s has no credentials in the"
                                .formatted(place.server(), place.context())
                        + " kubeconfig, or the plugin that fetches them has failed: log in again");
    }

    private static Kind kind(int status, String said) {
        if (status >= NOBODY_THERE) {
            return Kind.UNREACHABLE;
        }
        return said.contains("field is immutable") ? Kind.IMMUTABLE : Kind.REFUSED;
    }

    private static String hint(String said) {
        return said.contains("updates to statefulset spec for fields other than")
                ? "; the volumes of a StatefulSet cannot be changed: `probity undeploy` keeps their"
                        + " claims, then deploy again"
                : "";
    }

    private static ClusterProblem noNamespace(Place place) {
        return new ClusterProblem(
                Kind.NO_NAMESPACE,
                "there is no namespace \"%s\" in the cluster of the context %s; `kubectl create"
                                .formatted(place.namespace(), place.context())
                        + " namespace %s` makes it, --namespace names another"
                                .formatted(place.namespace()));
    }

    static boolean isAboutNamespace(JsonNode body) {
        return body.path("details").path("kind").asText().equals("namespaces");
    }

    /// Of rights and of rules: only the one about rights says who cannot do what.
    private static ClusterProblem forbidden(String said, String what, Place place) {
        if (said.contains(NOBODY)) {
            return nobody(place);
        }
        if (said.contains(" cannot ") && said.contains(" resource ")) {
            return new ClusterProblem(
                    Kind.FORBIDDEN,
                    "%s: the user of the context %s may not do this in namespace %s: %s; it takes a"
                                    .formatted(what, place.context(), place.namespace(), said)
                            + " role that allows it, such as \"edit\"");
        }
        return new ClusterProblem(
                Kind.REFUSED, what + ": a rule of the cluster refuses it: " + said);
    }

    private static ClusterProblem conflict(JsonNode body, String said, String what) {
        List<Conflict> conflicts = new ArrayList<>();
        for (JsonNode cause : body.path("details").path("causes")) {
            Matcher owner = OWNER.matcher(cause.path("message").asText());
            if (cause.path("reason").asText().equals("FieldManagerConflict") && owner.matches()) {
                conflicts.add(new Conflict(owner.group(1), cause.path("field").asText()));
            }
        }
        if (conflicts.isEmpty()) {
            return new ClusterProblem(Kind.REFUSED, what + ": " + said);
        }
        String fields =
                conflicts.stream()
                        .map(each -> "%s is %s's".formatted(each.field(), each.manager()))
                        .collect(Collectors.joining(", "));
        return new ClusterProblem(
                Kind.CONFLICT,
                what + ": " + fields + "; --force-conflicts takes it over",
                conflicts);
    }

    static ClusterProblem unreachable(Place place, Exception e) {
        return new ClusterProblem(
                Kind.UNREACHABLE,
                "the API server at %s (context %s) does not answer: %s"
                        .formatted(place.server(), place.context(), innermost(e)),
                e);
    }

    /// What it all began with.
    static String innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        return message == null || message.isBlank() ? name : name + ": " + message;
    }
}
