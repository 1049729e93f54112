/// The control API and the dashboard on a TCP port, where browsers and their foreign pages can ask.
///
/// What the Unix socket gets from the file system is decided here: whether the one who asks may.
@NullMarked
package dev.probity.control.web;

import org.jspecify.annotations.NullMarked;
