/// OCI AI Blueprints (Corrino): recipes and deployment groups.
@NullMarked
package dev.probity.dialects.blueprint;

import org.jspecify.annotations.NullMarked;
