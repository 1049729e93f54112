package dev.probity.launch.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What marks all processes of one run of Probity as its own.
///
/// @param run pid, start and moment, of which there is one in a machine's boot; begins with a
///   letter and is followed by a dot, so that no mark is a part of another
/// @param controlGroup the group over all incarnations' groups
record Supervision(String run, Ability ability, Optional<Path> controlGroup) {

    /// Handed down by environment. Nested runs append to it: both find their own part.
    static final String VARIABLE = "PROBITY_MARK";

    static Supervision begin(Ability ability) {
        ProcessHandle self = ProcessHandle.current();
        // Not a random number: the secure ones take 10 ms of every start.
        String run =
                String.join(
                        "-",
                        "p" + self.pid(),
                        Long.toHexString(Footprints.started(self)),
                        Long.toHexString(System.nanoTime()));
        Optional<Path> group =
                ability.reach() == Reach.CONTROL_GROUP
                        ? ability.controlGroup().map(own -> own.resolve(groupName(run)))
                        : Optional.empty();
        return new Supervision(run, ability, group);
    }

    static String groupName(String run) {
        return "probity-" + run;
    }

    /// A tree for one incarnation. Its name has no dot, so that one mark is never part of another.
    Tree plant(String incarnation) {
        String mark = run + "." + incarnation + ".";
        if (controlGroup.isPresent()) {
            try {
                return new ControlGroupTree(mark, controlGroup.get().resolve(incarnation));
            } catch (IOException _) {
                return new MarkedTree(mark); // no more groups allowed
            }
        }
        return ability.processTable() ? new MarkedTree(mark) : new DescentTree(mark);
    }

    static void mark(Map<String, String> environment, Tree tree) {
        String outer = System.getenv().getOrDefault(VARIABLE, "");
        environment.put(VARIABLE, outer.isEmpty() ? tree.mark() : outer + " " + tree.mark());
    }
}
