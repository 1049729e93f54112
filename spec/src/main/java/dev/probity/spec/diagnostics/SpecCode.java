package dev.probity.spec.diagnostics;

/// What can be wrong with any file, and with `probity.yaml`.
public enum SpecCode implements Code {
    UNREADABLE(1, "file cannot be read", "It is missing, a directory, or not permitted."),
    ENCODING(
            2,
            "not UTF-8",
            "Files are UTF-8 (UTF-16 with a byte order mark is read too). Save the file as UTF-8."),
    TOO_LARGE(
            3,
            "file too large",
            "A file has at most 1 MiB, and with its aliases followed at most 100,000 values."),
    SYNTAX(
            4,
            "not YAML",
            "The text cannot be understood from this place on. Quotes and indents"
                    + " are the usual reasons."),
    TAB(5, "tab in an indent", "YAML indents with spaces only."),
    DUPLICATE_KEY(6, "key given twice", "One of the two would be ignored. Keep one."),
    TOO_DEEP(7, "nested too deeply", "Values may be nested 64 deep, aliases followed."),
    ALIAS(
            8,
            "alias without a meaning",
            "An alias stands for the value with its anchor, which must come before it and must not"
                    + " contain it."),
    MERGE(9, "merge of something else than a mapping", "`<<` takes a mapping or a list of them."),
    KEY(10, "key is not text", "Keys are plain words."),
    TAG(11, "tag without a meaning", "Tags such as `!Ref` mean nothing here. Leave them out."),
    MORE_DOCUMENTS(
            12, "more than one document", "Only the first document of the file can be read."),
    EMPTY(13, "nothing in the file", "There is no value in the text; it is empty or a comment."),
    MORE_PROBLEMS(14, "too many problems", "Only the first 200 problems are shown."),

    UNKNOWN_KEY(
            101,
            "unknown key",
            "The key means nothing at this place. Nothing is ignored silently, since a misspelt"
                    + " probe would be no probe."),
    MISSING_KEY(102, "key is missing", "The value cannot be guessed and has no default."),
    WRONG_KIND(
            103,
            "value of another kind",
            "A mapping, a list or a single value was expected and another one was found."),
    NOT_A_NUMBER(104, "not a whole number", "Only digits and a sign, without quotes."),
    OUT_OF_RANGE(105, "number out of range", "The message names the bound."),
    NOT_A_BOOLEAN(106, "not true or false", "`true` and `false` are the only two values."),
    NOT_A_DURATION(
            107, "not a length of time", "Numbers with units: `90s`, `1m30s`, `250ms`, `2h`."),
    NOT_ONE_OF(108, "not one of the choices", "The message lists the choices."),
    EMPTY_VALUE(109, "value is empty", "Leave the key out, or give it a value."),
    CONFLICT(110, "keys exclude each other", "Both say the same thing. Keep one."),
    NOT_AN_AMOUNT(
            111,
            "not an amount",
            "Kubernetes' way to write amounts: `64Mi` or `1.5Gi` of memory, `500m` or `2` of"
                    + " processors."),

    BAD_NAME(
            201,
            "name cannot be used",
            "Names of services are DNS labels, since they become host names in a cluster: at most"
                    + " 63 small letters, digits and `-`, beginning with a letter and not ending"
                    + " with `-`."),
    DUPLICATE(202, "given twice", "Names, and port numbers of one program, are unique."),
    PORT_NAME(
            203,
            "port name cannot be used",
            "At most 15 small letters, digits and single `-`, at least one letter, as in"
                    + " Kubernetes."),
    PORT_TAKEN(
            204,
            "two listeners on one port",
            "Each public port of the file is served once per address. Own ports of replicas are"
                    + " assigned by Probity and never collide."),
    ADDRESS(205, "not an address", "An IP address, `localhost`, or `*` for all interfaces."),
    HOST(206, "not a host name", "A host name, or `*.` and a host name."),
    PATH(207, "not a path", "Paths begin with `/`."),
    NOTHING_TO_RUN(
            208,
            "nothing to run",
            "A service has a `command`, an `image` or a `build`, unless it is `external`."),
    COMMAND_LINE(
            209,
            "command line cannot be split",
            "A text is split into words at blanks; quotes keep words together and must be closed."),
    SHELL_SYNTAX(
            210,
            "shell syntax without a shell",
            "Commands are started directly. For pipes, redirections and lists of commands write"
                    + " `command: [sh, -c, \"…\"]`."),
    TOO_LONG(
            211,
            "longer than the grace period",
            "preStop is part of the grace period; what is longer is cut off."),
    NOT_CARRIED(
            212,
            "protocol is not carried yet",
            "The gateway carries `tcp` and `http` (HTTP/1.1). Use `tcp` to pass anything else"
                    + " through unread."),

    NOT_A_VOLUME(
            213,
            "not a volume",
            "`./data:/data` mounts a folder of this machine, `data:/data` a volume that the"
                    + " container engine keeps; `:ro` behind it makes it read-only."),

    UNKNOWN_SERVICE(301, "no such service", "The name must be a service of the same file."),
    UNKNOWN_PORT(302, "no such port", "The port must be one that the service declares."),
    CYCLE(303, "services wait for each other", "None of them would ever start."),
    NEVER_MET(
            304,
            "condition can never be met",
            "`completed` needs a service that ends by itself: its `restartPolicy` is `OnFailure`"
                    + " or `Never`."),
    LITERAL_PORT(
            305,
            "one port for many replicas",
            "A port that is not declared is taken literally, and two processes cannot listen on"
                    + " the same one. Declare it under `ports` and let the program take its own"
                    + " from `{port}` or PORT."),
    NOT_HTTP(306, "not an HTTP port", "An ingress carries HTTP; its target speaks it."),
    DUPLICATE_RULE(307, "rule given twice", "The second rule would never be reached."),
    NEIGHBOUR(
            308,
            "another container's port on localhost",
            "The containers of a Pod share one network; on one machine each has its own, where"
                    + " `localhost` is itself."),

    PROBE_REQUIRED(401, "probe lacks a value", "Kubernetes refuses the probe too."),
    PROBE_INVALID(402, "probe has an impossible value", "Kubernetes refuses the probe too."),
    PROBE_FORBIDDEN(403, "probe says too much", "Kubernetes refuses the probe too."),
    PROBE_NOT_SUPPORTED(404, "probe has an unknown choice", "Kubernetes refuses the probe too."),

    VARIABLE_NOT_SET(
            501,
            "variable is not set",
            "`${NAME}` needs the variable in Probity's own environment; `${NAME:-text}` says what"
                    + " to take without it, `${NAME:?text}` what to tell."),
    INTERPOLATION(502, "broken `${…}`", "`$$` stands for a dollar sign itself."),
    PLAIN_DOLLAR(
            503,
            "variable without braces",
            "Only `${NAME}` is replaced. Write `$$NAME` when the dollar sign is meant."),
    ENV_FILE(
            504,
            "broken environment file",
            "Lines are `NAME=value`, empty, or a comment after `#`."),
    VARIABLE_NAME(505, "not a name for a variable", "Letters, digits, `_`, `-` and `.`."),
    SECRET_NOT_GIVEN(
            506,
            "secret is not given",
            "The file names a secret that is kept elsewhere. Give it with --secret NAME=VALUE, in"
                    + " an --env-file, or as a variable of the name that wants it.");

    private final int number;
    private final String title;
    private final String explanation;

    SpecCode(int number, String title, String explanation) {
        this.number = number;
        this.title = title;
        this.explanation = explanation;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String explanation() {
        return explanation;
    }
}
