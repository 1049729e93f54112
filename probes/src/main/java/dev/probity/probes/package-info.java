/// Makes one attempt over the network and says what it found; decides nothing.
@NullMarked
package dev.probity.probes;

import org.jspecify.annotations.NullMarked;
