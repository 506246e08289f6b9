/** What the documentation shows is compiled and run. */
@NullMarked
package dev.sessionstore.it.readme;

import org.jspecify.annotations.NullMarked;
