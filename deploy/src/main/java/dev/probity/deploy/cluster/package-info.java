/// The way to a cluster's API server: kubeconfig, requests, and what can go wrong, in words.
@NullMarked
package dev.probity.deploy.cluster;

import org.jspecify.annotations.NullMarked;
