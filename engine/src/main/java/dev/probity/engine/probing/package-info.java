/// Judging one probe: when to ask, what an outcome counts for, what is believed.
///
/// A worker is the kubelet's: rules R1 to R19, without its thread and its clock.
@NullMarked
package dev.probity.engine.probing;

import org.jspecify.annotations.NullMarked;
