/// What clients ask: POST /log, GET /stats, GET /predictions.
@NullMarked
package dev.probity.samples.logging.http;

import org.jspecify.annotations.NullMarked;
