/// Where predictions are kept: SQLite or PostgreSQL, one transaction for many requests.
@NullMarked
package dev.probity.samples.logging.store;

import org.jspecify.annotations.NullMarked;
