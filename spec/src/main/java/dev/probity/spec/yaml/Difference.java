package dev.probity.spec.yaml;

/// One thing that two descriptions of a service say differently, in the words of the file.
///
/// @param key such as `readinessProbe.httpGet.path`
/// @param before empty where it was not said; what looks like a secret is masked
/// @param after likewise
public record Difference(String key, String before, String after) {}
