/// Carries traffic to endpoints; knows listeners, pools and routes, not services or probes.
@NullMarked
package dev.probity.gateway;

import org.jspecify.annotations.NullMarked;
