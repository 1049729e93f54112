package dev.probity.dialects.cloud;

import dev.probity.spec.diagnostics.Code;

/// What can be wrong with a file of a cloud, and what it says that this machine has no use for.
public enum CloudCode implements Code {
    FRAGMENT(
            1101,
            "only a part of a file",
            "What is there can be checked, explained and converted; to run it, add what is"
                    + " missing."),
    CLOUD_ONLY(
            1102,
            "for the cloud only",
            "Machines, pools and regions are kept out of a run: everything runs here."),
    LOSSY(1103, "cannot be expressed here", "The message says what is missing in a run."),
    OPEN(
            1104,
            "left open in the file",
            "The file is a template. Give the value with --set NAME=VALUE, or write it in."),
    SECRET(
            1105,
            "kept in a secret store",
            "Running asks for it: --secret NAME=VALUE, a line in an --env-file, or a variable of"
                    + " that name."),
    OTHER_KIND(1106, "written as another kind", "It is understood; the original may refuse it."),
    OTHER_NAME(1107, "another name for a key", "The hint has the name that the original takes."),
    NAME(1108, "name made fit", "Names are what a cluster would take too."),
    PORT_MOVED(
            1109,
            "one public port for several services",
            "In the cloud each service has an address of its own; here they share one."),
    EXTENSION(
            1110, "refused by the original", "It is understood here; over there it will not pass."),
    SHAPE(1111, "keys of two versions", "Decide for one version of the format."),
    EXPORT(1112, "value of another member", "${member.export}: the member, and what it exports."),
    PROBE_PORT(
            1113,
            "probe of a port that is not the container's",
            "Without a port the control plane asks 8000, whatever the container listens on."),
    NOT_GIVEN(
            1114,
            "left open, and nobody says what it is",
            "The text stays as it is, and running is refused: give the value with --set"
                    + " NAME=VALUE.");

    private final int number;
    private final String title;
    private final String explanation;

    CloudCode(int number, String title, String explanation) {
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
