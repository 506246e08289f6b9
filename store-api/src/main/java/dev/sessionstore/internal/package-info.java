/** The engine. Not for use from outside: it changes without notice. */
@NullMarked
package dev.sessionstore.internal;

import org.jspecify.annotations.NullMarked;
