/// From an application to the objects of a cluster, without a cluster.
@NullMarked
package dev.probity.deploy.manifest;

import org.jspecify.annotations.NullMarked;
