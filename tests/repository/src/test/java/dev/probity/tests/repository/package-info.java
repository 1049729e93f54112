/// The rules of the house, checked like any other promise.
@NullMarked
package dev.probity.tests.repository;

import org.jspecify.annotations.NullMarked;
