package dev.probity.sdk;

import dev.probity.spec.Located;
import dev.probity.spec.Origin;

/// Where a value stands in a program, for messages: `Service my-service: livenessProbe`.
record Place(String path) {
    Place in(String step) {
        return new Place(path + "." + step);
    }

    Origin origin() {
        return new Origin.Outside(path);
    }

    <T> Located<T> at(T value) {
        return new Located<>(value, origin());
    }
}
