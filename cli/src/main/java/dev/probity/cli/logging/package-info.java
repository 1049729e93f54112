/// What the libraries are allowed to say.
@NullMarked
package dev.probity.cli.logging;

import org.jspecify.annotations.NullMarked;
