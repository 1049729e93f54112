/// The verbs, one class each. A verb reads its arguments, asks or acts, prints, and names its exit.
@NullMarked
package dev.probity.cli.verbs;

import org.jspecify.annotations.NullMarked;
