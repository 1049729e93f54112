/// Probes in a form: as fields with their origins, as a proposal that is judged before it acts, and
/// back into the file.
@NullMarked
package dev.probity.control.probe;

import org.jspecify.annotations.NullMarked;
