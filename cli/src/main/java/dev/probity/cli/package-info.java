/// probity VERB: reads the command line, runs one verb, and tells how it went.
///
/// Standard output is data, standard error is progress and problems; the exit code says which.
@NullMarked
package dev.probity.cli;

import org.jspecify.annotations.NullMarked;
