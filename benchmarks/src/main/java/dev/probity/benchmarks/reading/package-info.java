/// How long it takes to read other people's files.
@NullMarked
package dev.probity.benchmarks.reading;

import org.jspecify.annotations.NullMarked;
