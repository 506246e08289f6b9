/**
 * Backends side by side: what one wrote the others read, one is chosen among several, and many
 * threads write at once.
 */
@NullMarked
package dev.sessionstore.it.swap;

import org.jspecify.annotations.NullMarked;
