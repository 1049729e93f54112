/// probity VERB: one class per verb, and the wiring of everything.
@NullMarked
package dev.probity.cli;

import org.jspecify.annotations.NullMarked;
