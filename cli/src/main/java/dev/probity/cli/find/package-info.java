/// From what the user names to what is meant: files, and the applications that run.
@NullMarked
package dev.probity.cli.find;

import org.jspecify.annotations.NullMarked;
