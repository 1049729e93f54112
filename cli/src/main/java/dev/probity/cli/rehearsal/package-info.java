/// What the launcher's start-up cache is made of.
@NullMarked
package dev.probity.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
