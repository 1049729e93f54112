package dev.probity.gateway.http;

import dev.probity.gateway.net.Limits;
import dev.probity.gateway.net.Timeouts;

/// What all HTTP connections of a gateway have in common.
public record HttpSettings(Timeouts timeouts, Limits limits, boolean trustForwarded) {}
