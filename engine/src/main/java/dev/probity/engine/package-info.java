/// What happens: `step(now, event) → effects`, one deterministic state machine.
///
/// It does no I/O, starts no thread, reads no clock and draws no random number of its own. Time is
/// a monotonic count of nanoseconds that is handed in; randomness comes in as a seed with an event.
@NullMarked
package dev.probity.engine;

import org.jspecify.annotations.NullMarked;
