/// One application here and in a cluster, moment by moment.
@NullMarked
package dev.probity.deploy.compare;

import org.jspecify.annotations.NullMarked;
