/// From the application as written to the one that is acted on: defaults applied, names bound,
/// everything checked against everything else, all problems told at once.
@NullMarked
package dev.probity.spec.resolving;

import org.jspecify.annotations.NullMarked;
