package dev.probity.simulator.lint;

import dev.probity.spec.Origin;

import java.util.List;
import java.util.Optional;

/// Something that goes wrong in a schedule that can be shown.
///
/// @param message what goes wrong, in one sentence without a full stop
/// @param behaviour the smallest one in which it does, as `simulate --behaviour` takes it
/// @param witness what happens then
/// @param origin where the probe stands, or the service when it is a probe that is missing
/// @param fix numbers with which the same behaviour does no harm; absent where no number helps
public record Finding(
        Rule rule,
        String service,
        String message,
        String behaviour,
        List<Line> witness,
        Optional<Origin> origin,
        Optional<Fix> fix) {
    public Finding {
        witness = List.copyOf(witness);
    }

    /// @param at nanoseconds since the launch
    public record Line(long at, String text) {}

    /// @param shown the largest thing of its kind that was simulated with the changes, and did no
    ///   harm
    public record Fix(List<Change> changes, String shown) {
        public Fix {
            changes = List.copyOf(changes);
        }
    }

    /// @param path in the resolved file, such as `services.web.livenessProbe.failureThreshold`
    /// @param from absent when there was nothing
    public record Change(String path, Optional<String> from, String to) {
        @Override
        public String toString() {
            return path + ": " + from.map(old -> old + " → ").orElse("") + to;
        }
    }
}
