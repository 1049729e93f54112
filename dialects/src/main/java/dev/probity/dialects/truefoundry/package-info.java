/// TrueFoundry's manifests.
@NullMarked
package dev.probity.dialects.truefoundry;

import org.jspecify.annotations.NullMarked;
