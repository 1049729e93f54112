package dev.probity.spec.written;

import dev.probity.spec.Located;

import java.util.Optional;

/// @param name given, or made by the reader (the number as text); bindings refer to it
public record WrittenPort(Located<String> name, Optional<Located<Integer>> number) {}
