/// Other people's files to and from the model: text in, values out.
@NullMarked
package dev.probity.dialects;

import org.jspecify.annotations.NullMarked;
