package dev.probity.spec;

/// One variable of a container's environment, interpolated.
///
/// @param value `{port}` and `{port:NAME}` in it become the replica's own port, as in a command
public record EnvironmentVariable(String name, String value) {}
