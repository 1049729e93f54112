/// What a probe costs, next to HAProxy's checks. benchmarks/probes/compare.py runs it.
@NullMarked
package dev.probity.benchmarks.probes;

import org.jspecify.annotations.NullMarked;
