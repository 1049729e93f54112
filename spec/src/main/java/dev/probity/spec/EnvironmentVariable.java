package dev.probity.spec;

/// One variable of a container's environment, interpolated.
///
/// @param value `{port}` and `{port:NAME}` in it become the replica's own port, as in a command,
///   and a {@link ServiceReference} the place of another service; it can be a {@link
///   SecretReference} as a whole
public record EnvironmentVariable(String name, String value) {

    /// Records end up in logs; what looks like a secret does not.
    @Override
    public String toString() {
        return name + "=" + Secrets.shown(name, value);
    }
}
