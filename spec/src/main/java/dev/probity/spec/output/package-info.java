/// Files that are about to be written: a small tree of values with comments, and its YAML.
@NullMarked
package dev.probity.spec.output;

import org.jspecify.annotations.NullMarked;
