/** Typed attributes for every host of sessions. May change until 1.0. */
@NullMarked
package dev.sessionstore.types;

import org.jspecify.annotations.NullMarked;
