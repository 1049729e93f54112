/// The whole of Probity with real programs: what a user does, and what a user sees.
@NullMarked
package dev.probity.tests.endtoend;

import org.jspecify.annotations.NullMarked;
