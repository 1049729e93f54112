package dev.probity.samples.inference.model;

import java.util.Optional;

/// The one version that a reference points at now.
///
/// @param identity differs whenever the bytes may differ
/// @param version as a registry numbers it; empty for a file or an object
/// @param stage `None` where there are none
/// @param source where its files are
/// @param sha256 of the model's file, where its owner has noted it, in hexadecimal
public record Resolved(
        String identity,
        String name,
        String version,
        String stage,
        String runId,
        String source,
        Optional<String> sha256) {}
