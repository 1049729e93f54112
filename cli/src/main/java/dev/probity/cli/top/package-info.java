/// The view of `probity top`: frames made of what the control API says, and the terminal that they
/// are shown on.
@NullMarked
package dev.probity.cli.top;

import org.jspecify.annotations.NullMarked;
