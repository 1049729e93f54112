/// Deciding about one replica: launch, started and ready, kill, back-off, stop.
///
/// What a kubelet does for a pod: rules R20 to R30.
@NullMarked
package dev.probity.engine.life;

import org.jspecify.annotations.NullMarked;
