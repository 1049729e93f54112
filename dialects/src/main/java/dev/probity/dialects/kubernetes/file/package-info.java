/// Objects as the text has them, decoded and checked as the API server does.
@NullMarked
package dev.probity.dialects.kubernetes.file;

import org.jspecify.annotations.NullMarked;
