/// The gateway as a program of its own, to be measured beside its peers.
@NullMarked
package dev.probity.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
