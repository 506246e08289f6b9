/**
 * Several backends: the others read what one wrote, one is chosen among several, and many threads
 * write at once.
 */
@NullMarked
package dev.sessionstore.it.swap;

import org.jspecify.annotations.NullMarked;
