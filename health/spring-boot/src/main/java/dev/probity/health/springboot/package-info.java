/// Health in Spring Boot 4.
@NullMarked
package dev.probity.health.springboot;

import org.jspecify.annotations.NullMarked;
