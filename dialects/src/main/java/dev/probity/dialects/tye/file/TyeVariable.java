package dev.probity.dialects.tye.file;

import dev.probity.spec.Origin;

/// One variable of a service's environment.
///
/// @param value as the service gets it
/// @param from where the value was taken from
public record TyeVariable(Origin origin, String name, String value, From from) {

    public enum From {
        FILE,
        /// The environment of this machine, because the file names no value.
        MACHINE,
        /// Neither has one: the value is empty.
        NOWHERE
    }
}
