/// From the name of a model to answers of it: where it is, how it gets here, how it is run and how
/// a new version takes over.
@NullMarked
package dev.probity.samples.inference.model;

import org.jspecify.annotations.NullMarked;
