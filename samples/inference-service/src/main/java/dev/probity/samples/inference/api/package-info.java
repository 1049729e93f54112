/// What the service answers over HTTP, beside its health: predictions in three protocols, and its
/// model.
@NullMarked
package dev.probity.samples.inference.api;

import org.jspecify.annotations.NullMarked;
