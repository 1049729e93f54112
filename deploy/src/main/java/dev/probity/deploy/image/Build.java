package dev.probity.deploy.image;

import dev.probity.spec.ImageBuild;

/// An image that has to be made before a cluster can fetch it.
///
/// @param reference what it is called, with its registry
public record Build(String reference, Source source) {

    /// What it is made of.
    sealed interface Source {

        /// A recipe of the file.
        record Recipe(ImageBuild build) implements Source {}

        /// A jar, for which the recipe goes without saying.
        record Jar(JarProgram program) implements Source {}
    }
}
