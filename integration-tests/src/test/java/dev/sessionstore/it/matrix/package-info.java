/** The whole kit for each backend on each database. */
@NullMarked
package dev.sessionstore.it.matrix;

import org.jspecify.annotations.NullMarked;
