package dev.probity.launch.process;

import java.util.Optional;

/// What is written down about a running incarnation, for the start after a kill -9.
///
/// @param started in clock ticks after boot, so that a pid that went to another is told apart
/// @param boot the identity of the machine's current boot; pids of an earlier one mean nothing
/// @param run the mark of the run that started it
/// @param group its control group, or nothing
record Footprint(
        String incarnation, long pid, long started, String boot, String run, String group) {

    private static final String VERSION = "1";

    String text() {
        return String.join(
                "\n",
                VERSION,
                incarnation,
                Long.toString(pid),
                Long.toString(started),
                boot,
                run,
                group,
                "end\n");
    }

    /// @return nothing for a torn text, or one of a version this one does not know
    static Optional<Footprint> parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 8 || !lines[0].equals(VERSION) || !lines[7].equals("end")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Footprint(
                            lines[1],
                            Long.parseLong(lines[2]),
                            Long.parseLong(lines[3]),
                            lines[4],
                            lines[5],
                            lines[6]));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
