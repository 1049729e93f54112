/// The thread that owns the engine, and the time that it lives by.
@NullMarked
package dev.probity.runtime.loop;

import org.jspecify.annotations.NullMarked;
