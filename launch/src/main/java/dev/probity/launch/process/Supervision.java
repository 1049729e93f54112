package dev.probity.launch.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What marks all processes of one run of Probity as its own.
///
/// @param run unguessable, so that nothing else is ever taken for them
/// @param controlGroup the group over all incarnations' groups
record Supervision(String run, Ability ability, Optional<Path> controlGroup) {

    /// Handed down by environment. Nested runs append to it: both find their own part.
    static final String VARIABLE = "PROBITY_MARK";

    static Supervision begin(Ability ability) {
        String run = UUID.randomUUID().toString().replace("-", "");
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
