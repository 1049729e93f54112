/// What every verb talks through: the streams, the forms of output, the exit codes.
@NullMarked
package dev.probity.cli.terminal;

import org.jspecify.annotations.NullMarked;
