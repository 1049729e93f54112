/// The images of an application: what they are called in a registry, and how they are made here.
@NullMarked
package dev.probity.deploy.image;

import org.jspecify.annotations.NullMarked;
