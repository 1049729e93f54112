package dev.probity.engine;

import java.util.Optional;

/// How an incarnation ended.
///
/// @param code 128 + signal when a signal ended it
/// @param reason more than the code says, such as an exceeded memory limit
public record Exit(int code, Optional<String> reason) {}
