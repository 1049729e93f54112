/// One Tye file as it is written: its records, and the readers that judge the shape of each value.
@NullMarked
package dev.probity.dialects.tye.file;

import org.jspecify.annotations.NullMarked;
