package dev.probity.sdk;

/// What a service runs.
public sealed interface Source permits Image, Build, Program {}
