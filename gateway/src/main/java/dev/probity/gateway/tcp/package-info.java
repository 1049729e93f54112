/// Carries bytes between a client's connection and a replica's, whatever they mean.
@NullMarked
package dev.probity.gateway.tcp;

import org.jspecify.annotations.NullMarked;
