/** The engine: nobody's business, changes without notice. */
@NullMarked
package dev.sessionstore.internal;

import org.jspecify.annotations.NullMarked;
