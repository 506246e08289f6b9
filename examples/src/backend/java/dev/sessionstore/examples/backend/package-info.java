/** A backend of one's own, to copy from. */
@NullMarked
package dev.sessionstore.examples.backend;

import org.jspecify.annotations.NullMarked;
