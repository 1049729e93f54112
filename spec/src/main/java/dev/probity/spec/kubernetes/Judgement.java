package dev.probity.spec.kubernetes;

import java.util.List;
import java.util.Map;

/// What the API server makes of a probe.
public sealed interface Judgement {

    /// Accepted, and stored like this.
    record Defaulted(Map<String, Object> probe) implements Judgement {}

    /// Refused, for these reasons in this order.
    record Refused(List<FieldError> errors) implements Judgement {
        public Refused {
            errors = List.copyOf(errors);
        }
    }

    /// Not a probe at all: the value at the path is of the wrong kind.
    record Undecodable(String field) implements Judgement {}
}
