package dev.probity.engine.life;

import dev.probity.engine.life.ContainerState.Waiting;
import dev.probity.spec.Container.Kind;

import java.util.ArrayList;
import java.util.List;

/// Whose turn it is to be launched: init containers one after the other, sidecars among them until
/// they are started, then the main ones.
///
/// Sidecars that have let the next one begin hold up nothing any more: when they end, they are
/// launched on their own.
final class StartOrder {

    private StartOrder() {}

    /// @param parts init containers and sidecars in starting order, then the main ones
    /// @return those that run, or may be launched now; also ones that have to wait for their
    ///   back-off
    static <P extends Part> List<P> turns(List<P> parts) {
        List<P> turns = new ArrayList<>();
        int newest = newest(parts);
        for (int place = 0; place < parts.size(); place++) {
            P part = parts.get(place);
            boolean past = place < newest;
            if (part.kind() == Kind.INIT && (past || part.state().isCompleted())) {
                continue;
            }
            turns.add(part);
            boolean next =
                    switch (part.kind()) {
                        case MAIN -> true;
                        case SIDECAR -> past || part.isStarted();
                        case INIT -> false;
                    };
            if (!next) {
                break;
            }
        }
        return turns;
    }

    /// The place of the one that was the last to have its first launch.
    private static int newest(List<? extends Part> parts) {
        int newest = 0;
        for (int place = 0; place < parts.size(); place++) {
            if (!(parts.get(place).state() instanceof Waiting)) {
                newest = place;
            }
        }
        return newest;
    }
}
