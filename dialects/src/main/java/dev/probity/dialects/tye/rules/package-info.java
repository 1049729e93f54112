/// Tye's rules for what the values of one file must be to each other.
@NullMarked
package dev.probity.dialects.tye.rules;

import org.jspecify.annotations.NullMarked;
