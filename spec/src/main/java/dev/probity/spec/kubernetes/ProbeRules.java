package dev.probity.spec.kubernetes;

import static dev.probity.spec.kubernetes.FieldError.Type.FORBIDDEN;
import static dev.probity.spec.kubernetes.FieldError.Type.INVALID;
import static dev.probity.spec.kubernetes.FieldError.Type.NOT_SUPPORTED;
import static dev.probity.spec.kubernetes.FieldError.Type.REQUIRED;

import dev.probity.spec.Handler;
import dev.probity.spec.Handler.PortRef;
import dev.probity.spec.ProbeType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Defaulting (R43) and validation (R44) as the API server does them.
public final class ProbeRules {
    private static final int MAX_PORT = 65535;
    private static final int MAX_PORT_NAME = 15;
    private static final Pattern PORT_NAME_CHARACTERS = Pattern.compile("[-a-z0-9]+");
    private static final Pattern LETTER = Pattern.compile("[a-z]");
    private static final Pattern HEADER_NAME = Pattern.compile("[-A-Za-z0-9]+");
    private static final String BAD_HEADER =
            "a valid HTTP header must consist of alphanumeric characters or '-' (e.g."
                    + " 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')";

    private ProbeRules() {}

    /// Everything that happens to a probe that is handed in as a parsed tree of maps, lists,
    /// strings, numbers and booleans.
    public static Judgement judge(Map<String, ?> probe, ProbeType type, ContainerKind kind) {
        String path = kind.path() + "." + type.field();
        ProbeFields fields;
        try {
            fields = ProbeTree.decode(probe, path);
        } catch (ProbeTree.Undecodable wrong) {
            return new Judgement.Undecodable(wrong.field());
        }
        ProbeFields defaulted = defaulted(fields);
        List<FieldError> errors = errors(defaulted, type, kind, path);
        return errors.isEmpty()
                ? new Judgement.Defaulted(ProbeTree.encode(defaulted))
                : new Judgement.Refused(errors);
    }

    /// What an update of a running pod gets when it changes a probe.
    public static List<FieldError> errorsOfUpdate(ProbeFields old, ProbeFields changed) {
        return defaulted(old).equals(defaulted(changed))
                ? List.of()
                : List.of(
                        new FieldError(
                                "spec",
                                FORBIDDEN,
                                "pod updates may not change fields other than"
                                        + " `spec.containers[*].image`,"
                                        + "`spec.initContainers[*].image`,"
                                        + "`spec.activeDeadlineSeconds`,"
                                        + "`spec.tolerations` (only additions to existing"
                                        + " tolerations),"
                                        + "`spec.terminationGracePeriodSeconds` (allow it to be"
                                        + " set to 1 if it was previously negative)"));
    }

    /// 0 is the same as absent; a negative number stays and is refused later.
    public static ProbeFields defaulted(ProbeFields probe) {
        return new ProbeFields(
                probe.exec(),
                probe.httpGet().map(ProbeRules::defaulted),
                probe.tcpSocket(),
                probe.grpc(),
                probe.initialDelaySeconds(),
                orElse(probe.timeoutSeconds(), 1),
                orElse(probe.periodSeconds(), 10),
                orElse(probe.successThreshold(), 1),
                orElse(probe.failureThreshold(), 3),
                probe.terminationGracePeriodSeconds());
    }

    /// The refusals of a defaulted probe, in the API server's order.
    ///
    /// @param path of the probe, with which each error's field begins
    public static List<FieldError> errors(
            ProbeFields probe, ProbeType type, ContainerKind kind, String path) {
        return switch (kind) {
            case INIT_CONTAINER ->
                    List.of(
                            new FieldError(
                                    path,
                                    FORBIDDEN,
                                    "may not be set for init containers without"
                                            + " restartPolicy=Always"));
            case EPHEMERAL_CONTAINER ->
                    List.of(
                            new FieldError(
                                    path, FORBIDDEN, "cannot be set for an Ephemeral Container"));
            case CONTAINER, SIDECAR -> new Check(path).probe(probe, type);
        };
    }

    private static ProbeFields.HttpGet defaulted(ProbeFields.HttpGet get) {
        return new ProbeFields.HttpGet(
                get.host(),
                get.port(),
                get.path().isEmpty() ? "/" : get.path(),
                get.scheme().isEmpty() ? "HTTP" : get.scheme(),
                get.headers());
    }

    private static int orElse(int number, int fallback) {
        return number == 0 ? fallback : number;
    }

    /// One validation while it gathers errors.
    private static final class Check {
        private final String path;
        private final List<FieldError> errors = new ArrayList<>();

        Check(String path) {
            this.path = path;
        }

        List<FieldError> probe(ProbeFields probe, ProbeType type) {
            handlers(probe);
            notNegative("initialDelaySeconds", probe.initialDelaySeconds());
            notNegative("timeoutSeconds", probe.timeoutSeconds());
            notNegative("periodSeconds", probe.periodSeconds());
            notNegative("successThreshold", probe.successThreshold());
            notNegative("failureThreshold", probe.failureThreshold());
            if (probe.terminationGracePeriodSeconds().orElse(1) <= 0) {
                add(".terminationGracePeriodSeconds", INVALID, "must be greater than 0");
            }
            switch (type) {
                case STARTUP, LIVENESS -> {
                    if (probe.successThreshold() != 1) {
                        add(".successThreshold", INVALID, "must be 1");
                    }
                }
                case READINESS -> {
                    if (probe.terminationGracePeriodSeconds().isPresent()) {
                        add(
                                ".terminationGracePeriodSeconds",
                                INVALID,
                                "must not be set for readinessProbes");
                    }
                }
            }
            return errors;
        }

        /// The first handler counts; further ones are refused and not looked into.
        private void handlers(ProbeFields probe) {
            List<Runnable> found = new ArrayList<>();
            probe.exec().ifPresent(exec -> handler(found, ".exec", () -> exec(exec)));
            probe.httpGet().ifPresent(get -> handler(found, ".httpGet", () -> httpGet(get)));
            probe.tcpSocket()
                    .ifPresent(tcp ->
                            handler(
                                    found,
                                    ".tcpSocket",
                                    () -> port(".tcpSocket.port", tcp.port())));
            probe.grpc()
                    .ifPresent(
                            grpc -> handler(found, ".grpc", () -> port(".grpc.port", grpc.port())));
            if (found.isEmpty()) {
                add("", REQUIRED, "must specify a handler type");
            }
        }

        private void handler(List<Runnable> found, String field, Runnable check) {
            if (found.isEmpty()) {
                check.run();
            } else {
                add(field, FORBIDDEN, "may not specify more than 1 handler type");
            }
            found.add(check);
        }

        private void exec(ProbeFields.Exec exec) {
            if (exec.command().isEmpty()) {
                add(".exec.command", REQUIRED, "");
            }
        }

        private void httpGet(ProbeFields.HttpGet get) {
            if (get.path().isEmpty()) {
                add(".httpGet.path", REQUIRED, "");
            }
            port(".httpGet.port", get.port());
            if (!get.scheme().equals("HTTP") && !get.scheme().equals("HTTPS")) {
                add(".httpGet.scheme", NOT_SUPPORTED, "supported values: \"HTTP\", \"HTTPS\"");
            }
            for (Handler.Header header : get.headers()) {
                if (!HEADER_NAME.matcher(header.name()).matches()) {
                    add(".httpGet.httpHeaders", INVALID, BAD_HEADER);
                }
            }
        }

        private void port(String field, PortRef port) {
            switch (port) {
                case PortRef.Numbered(int number) -> {
                    if (number < 1 || number > MAX_PORT) {
                        add(field, INVALID, "must be between 1 and 65535, inclusive");
                    }
                }
                case PortRef.Named(String name) ->
                        portNameProblems(name).forEach(detail -> add(field, INVALID, detail));
            }
        }

        private void notNegative(String field, int number) {
            if (number < 0) {
                add("." + field, INVALID, "must be greater than or equal to 0");
            }
        }

        private void add(String field, FieldError.Type type, String detail) {
            errors.add(new FieldError(path + field, type, detail));
        }
    }

    /// What is wrong with the name of a port, one entry per broken rule.
    public static List<String> portNameProblems(String name) {
        List<String> problems = new ArrayList<>();
        if (name.length() > MAX_PORT_NAME) {
            problems.add("must be no more than 15 characters");
        }
        if (!PORT_NAME_CHARACTERS.matcher(name).matches()) {
            problems.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }
        if (!LETTER.matcher(name).find()) {
            problems.add("must contain at least one letter (a-z)");
        }
        if (name.contains("--")) {
            problems.add("must not contain consecutive hyphens");
        }
        if (name.startsWith("-") || name.endsWith("-")) {
            problems.add("must not begin or end with a hyphen");
        }
        return problems;
    }
}
