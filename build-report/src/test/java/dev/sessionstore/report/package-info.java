/** Unit tests. */
@NullMarked
package dev.sessionstore.report;

import org.jspecify.annotations.NullMarked;
