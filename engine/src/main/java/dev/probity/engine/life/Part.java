package dev.probity.engine.life;

import dev.probity.spec.Container.Kind;

/// What the rules about several containers have to know of each.
interface Part {

    Kind kind();

    ContainerState state();

    /// The published flag.
    boolean isStarted();
}
