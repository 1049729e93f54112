package dev.probity.spec;

import java.util.function.Function;

/// A value and where it came from.
public record Located<T>(T value, Origin origin) {

    public <R> Located<R> map(Function<? super T, ? extends R> change) {
        return new Located<>(change.apply(value), origin);
    }
}
