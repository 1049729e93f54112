package dev.probity.simulator;

import dev.probity.simulator.world.Behaviour;
import dev.probity.spec.Container;
import dev.probity.spec.Workload;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Who stands in where no part is played.
final class Nobody {
    static final Container CONTAINER =
            new Container(
                    "nobody",
                    Container.Kind.MAIN,
                    new Workload.Command(List.of("nothing")),
                    List.of(),
                    Path.of("/"),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    static final Behaviour DONE_AT_ONCE = Behaviour.of("exits at 0s");

    private Nobody() {}
}
