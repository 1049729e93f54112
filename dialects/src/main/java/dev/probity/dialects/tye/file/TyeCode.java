package dev.probity.dialects.tye.file;

import dev.probity.spec.diagnostics.Code;

/// What can be wrong with a Tye file in particular, and where it means something else here.
public enum TyeCode implements Code {
    ENVIRONMENT_FILE(
            1001, "line that is no variable", "Each line of an env_file is NAME=value or # text."),
    SERVICE_NAME(
            1002,
            "name that cannot be a service's",
            "Small letters, digits and \"-\", a letter first, no \"-\" at the end, 63 at most."),
    NOT_UNIQUE(1003, "name given twice", "A service is called by its name; each has its own."),
    TWO_KINDS(
            1004,
            "service of two kinds",
            "A service is one of project, image and executable. Keep one key."),
    NO_KIND(
            1005,
            "service of no kind",
            "Say what is run: executable, image, project and so on, or external: true."),
    BINDINGS(
            1006,
            "bindings that cannot be told apart",
            "Of several bindings each has a name of its own, and no two the same port."),
    PROBE(1007, "probe that cannot be made", "The message says what the probe lacks."),
    INGRESS(1008, "ingress that leads nowhere", "A rule names a service of the same file."),
    EXTERNAL(
            1009,
            "key that this kind of service cannot have",
            "Nothing is run for an external service; a program is given files, not volumes."),
    INCLUDE(
            1010,
            "file that cannot be included",
            "An included file is a Tye file that can be read and has the same application name."),
    PATH(1011, "text that cannot be a path", "A character of it can be in no path."),

    NO_EFFECT(1020, "key without effect", "Another key makes it meaningless, as in Tye."),
    LOSSY(
            1021,
            "cannot be expressed here",
            "The key means something to Tye that Probity does not do. The message says what is"
                    + " lost."),
    REPOSITORY(
            1022,
            "not cloned",
            "Nothing is fetched without being asked. The hint has the command."),
    UNSET_VARIABLE(
            1023, "variable without a value", "Neither the file nor the environment has one."),
    TOKEN(1024, "token that stands for nothing", "Tye stops when it starts such a service."),
    EXTENSION(1025, "extension that is not run", "Tye starts programs of its own for it."),

    THRESHOLDS(
            1040,
            "thresholds are exact",
            "Tye acts one result after its threshold, Probity at the threshold, as documented."),
    PERIOD(
            1041,
            "periods are exact",
            "Tye counts a period from the end of a probe, Probity from its beginning."),
    SUCCESS_CODES(
            1042,
            "success is 200 to 399",
            "Tye follows redirects everywhere and takes 200 to 299; Kubernetes takes 200 to 399."),
    NO_PROTOCOL(
            1043,
            "binding without a protocol",
            "Tye cannot probe it and leaves it out of an ingress; here it is taken for http."),
    OWN_PORT(
            1044,
            "every replica has a port of its own",
            "Tye lets a lone program listen on the public port itself."),
    PASSED_THROUGH(1045, "https is passed through", "The service itself ends TLS."),
    NOT_FOR_RUNNING(1046, "not needed to run", "The key concerns building and deploying."),
    PROGRAM(1047, "project that is a program", "It is run as it is; nothing is built."),
    NOT_SHOWN(1048, "of Tye's dashboard", "Tye's own dashboard is not part of Probity."),
    NAME(1049, "name made fit", "Names of applications are what a cluster would take too.");

    private final int number;
    private final String title;
    private final String explanation;

    TyeCode(int number, String title, String explanation) {
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
