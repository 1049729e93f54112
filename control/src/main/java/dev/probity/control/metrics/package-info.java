/// Counts for Prometheus, under the kubelet's names where it has one.
@NullMarked
package dev.probity.control.metrics;

import org.jspecify.annotations.NullMarked;
