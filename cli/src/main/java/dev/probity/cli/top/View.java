package dev.probity.cli.top;

import java.time.Duration;
import java.util.Optional;

/// What is looked at, and how keys change that.
///
/// @param chosen the replica that is pointed at, from 0
/// @param closer the replica that is looked at more closely
/// @param span how much time its lanes show
record View(int chosen, Optional<String> closer, Duration span) {
    static final View FIRST = new View(0, Optional.empty(), Duration.ofMinutes(1));

    private static final int PAGE = 10;
    private static final Duration SHORTEST = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofHours(1);

    /// @param id of the replica that is pointed at; none when there is none
    /// @return empty when the user leaves
    Optional<View> after(Key key, Optional<String> id, int replicas) {
        return switch (key) {
            case LEAVE -> Optional.empty();
            case UP -> Optional.of(pointingAt(chosen - 1, replicas));
            case DOWN -> Optional.of(pointingAt(chosen + 1, replicas));
            case PAGE_UP -> Optional.of(pointingAt(chosen - PAGE, replicas));
            case PAGE_DOWN -> Optional.of(pointingAt(chosen + PAGE, replicas));
            case ENTER -> Optional.of(new View(chosen, closer.or(() -> id), span));
            case BACK -> Optional.of(new View(chosen, Optional.empty(), span));
            case MORE -> Optional.of(showing(span.multipliedBy(2)));
            case LESS -> Optional.of(showing(span.dividedBy(2)));
        };
    }

    View pointingAt(int wanted, int replicas) {
        return new View(Math.clamp(wanted, 0, Math.max(0, replicas - 1)), closer, span);
    }

    private View showing(Duration wanted) {
        boolean fits = wanted.compareTo(SHORTEST) >= 0 && wanted.compareTo(LONGEST) <= 0;
        return fits ? new View(chosen, closer, wanted) : this;
    }
}
