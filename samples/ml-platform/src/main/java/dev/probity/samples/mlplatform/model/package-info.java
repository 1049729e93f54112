/// A small image classifier that is made here: drawn pictures, training, and the ONNX file.
@NullMarked
package dev.probity.samples.mlplatform.model;

import org.jspecify.annotations.NullMarked;
