/// Applications that run while tests do.
@NullMarked
package dev.probity.sdk.junit;

import org.jspecify.annotations.NullMarked;
