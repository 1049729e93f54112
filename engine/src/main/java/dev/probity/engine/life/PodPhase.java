package dev.probity.engine.life;

import dev.probity.engine.Phase;
import dev.probity.engine.life.ContainerState.Ended;
import dev.probity.engine.life.ContainerState.Exited;
import dev.probity.spec.Container.Kind;
import dev.probity.spec.RestartPolicy;

import java.util.List;
import java.util.stream.Stream;

/// The kubelet's phase of a pod. Of one that is taken away, only the exits count.
final class PodPhase {

    private PodPhase() {}

    /// @param leaving whether it is being taken away, so that nothing is launched any more
    static Phase of(List<? extends Part> parts, RestartPolicy policy, boolean leaving) {
        boolean untouched = parts.stream().allMatch(part -> part.state().incarnation().isEmpty());
        if (untouched && !leaving) {
            return Phase.PENDING;
        }
        if (of(Kind.INIT, parts).anyMatch(init -> hasFailedForGood(init, policy))) {
            return Phase.FAILED;
        }
        if (of(Kind.MAIN, parts).anyMatch(main -> !isFinished(main, policy, leaving))) {
            return Phase.RUNNING;
        }
        boolean allWell =
                of(Kind.MAIN, parts)
                        .flatMap(main -> main.state().lastEnd().stream())
                        .allMatch(Ended::isWell);
        return allWell ? Phase.SUCCEEDED : Phase.FAILED;
    }

    private static Stream<? extends Part> of(Kind kind, List<? extends Part> parts) {
        return parts.stream().filter(part -> part.kind() == kind);
    }

    private static boolean hasFailedForGood(Part init, RestartPolicy policy) {
        return init.state() instanceof Exited exited
                && !exited.isCompleted()
                && !Relaunch.follows(exited, Relaunch.policy(init.kind(), policy));
    }

    /// What a probe has killed comes back, unless nothing ever does.
    private static boolean isFinished(Part main, RestartPolicy policy, boolean leaving) {
        if (leaving) {
            return !main.state().isAlive();
        }
        return main.state() instanceof Exited exited
                && (exited.killedFor().isEmpty() || policy == RestartPolicy.NEVER)
                && !Relaunch.follows(exited, policy);
    }
}
