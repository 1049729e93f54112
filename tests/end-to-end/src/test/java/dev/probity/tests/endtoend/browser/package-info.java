/// The dashboard in a real browser, over the packaged program.
@NullMarked
package dev.probity.tests.endtoend.browser;

import org.jspecify.annotations.NullMarked;
