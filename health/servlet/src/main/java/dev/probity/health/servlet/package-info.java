/// Health in a Servlet container.
@NullMarked
package dev.probity.health.servlet;

import org.jspecify.annotations.NullMarked;
