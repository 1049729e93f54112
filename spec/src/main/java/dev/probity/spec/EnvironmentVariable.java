package dev.probity.spec;

/// One variable of a container's environment, interpolated.
public record EnvironmentVariable(String name, String value) {}
