/** The architecture as rules that fail the build. */
@NullMarked
package dev.sessionstore.it.architecture;

import org.jspecify.annotations.NullMarked;
