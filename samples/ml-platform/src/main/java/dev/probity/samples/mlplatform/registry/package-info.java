/// A model registry that speaks the part of MLflow's REST interface that services use.
@NullMarked
package dev.probity.samples.mlplatform.registry;

import org.jspecify.annotations.NullMarked;
