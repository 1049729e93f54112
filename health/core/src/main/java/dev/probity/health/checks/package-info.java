/// Checks that ship: databases, addresses, buckets, registries, disks, memory, certificates.
@NullMarked
package dev.probity.health.checks;

import org.jspecify.annotations.NullMarked;
