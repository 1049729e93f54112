/// The metrics of health through the Prometheus Java client.
@NullMarked
package dev.probity.health.prometheus;

import org.jspecify.annotations.NullMarked;
