package dev.probity.cli.verbs;

import dev.probity.cli.terminal.Terminal;

import java.util.function.Function;

/// A verb by name. Its class is loaded only when it is wanted.
///
/// @param command makes what picocli calls a command
public record Verb(String name, Function<Terminal, Object> command) {}
