/// What the files of clouds have in common: one image for each service, and keys that only mean
/// something there.
@NullMarked
package dev.probity.dialects.cloud;

import org.jspecify.annotations.NullMarked;
