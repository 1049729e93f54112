/// What a cluster makes of what was applied: read from status and events, told in the words that
/// Probity has for replicas of its own.
@NullMarked
package dev.probity.deploy.rollout;

import org.jspecify.annotations.NullMarked;
