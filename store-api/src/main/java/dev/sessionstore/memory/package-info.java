/** A table in memory, for tests and as the TCK's reference. Stable. */
@NullMarked
package dev.sessionstore.memory;

import org.jspecify.annotations.NullMarked;
