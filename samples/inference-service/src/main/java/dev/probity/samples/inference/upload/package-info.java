/// What happens to predictions after they have been answered: into a bucket, and to the logging
/// service. Neither keeps a prediction waiting.
@NullMarked
package dev.probity.samples.inference.upload;

import org.jspecify.annotations.NullMarked;
