/// Brings a service's health into MicroProfile Health, whoever implements that.
@NullMarked
package dev.probity.health.microprofile;

import org.jspecify.annotations.NullMarked;
