package dev.probity.spec.written;

import dev.probity.spec.Dependency;
import dev.probity.spec.Located;

import java.util.Optional;

public record WrittenDependency(
        Located<String> service, Optional<Located<Dependency.Condition>> condition) {}
